// Package publish turns outputs into files: it minifies templates and static
// files, gives static files names that change with their bytes, and brings a
// whole site to a folder or leaves the site that is there as it was.
//
// The new site is prepared in a spare copy beside the output folder, which is
// exchanged with it in one step and then serves as the next spare. For an
// output folder "public" these names stand beside it:
//
//	.public.blotter-spare   the spare copy; safe to delete
//	.public.blotter-lock    held while a build publishes, gone afterwards
//	.public.blotter-old     only where two folders cannot be exchanged in one
//	                        step, and only between two renames; see exchange.go
//
// and a file ".blotter" in the output says that the folder is ours. A file
// whose bytes did not change keeps its time and is hard linked from one copy
// to the other, so the spare costs folders but next to no bytes. A process
// that stands in the output folder while it is exchanged, or a bind mount of
// it, stays with the old copy: serve the folder by its name.
//
// The state folder keeps a manifest of the site and of the spare copy: what is
// in which folder, and the folder's time. A build that changes little looks at
// each published file and at each folder of the spare once, and lists none but
// those that somebody touched. Without the manifest the spare is listed and
// published files are compared byte by byte.
//
// What is not promised: nothing is forced to the disk, so after a power cut
// the site may have to be built again.
package publish
