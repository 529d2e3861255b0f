// Package content is the first stage: it turns the files of a site folder
// (config.yaml, content/incidents, content/actors, content/pages,
// content/sources) into a site.Config and a site.Record. Every mistake of
// form in every file becomes a site.Problem at a line and a column: a value
// that cannot be read, a key nobody knows, a key written twice, text that
// hides characters. Whether the values make sense is for package check.
//
// Files come from an fs.FS and are hostile until read: their size, their
// nesting and their aliases are bounded, and nothing but plain files is
// opened. The prose is handed to a BodyRenderer, which the caller brings.
package content
