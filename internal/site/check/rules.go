package check

// rules are all rules, in the order in which "explain" could be read as a
// book: first what must be there, last what is kept for good.
var rules = []*Rule{
	// The entry as a form.
	&required, &vocabulary,
	&titleLength, &titleFullStop, &titleTwice, &summaryLength, &summaryMarkup, &noProse,
	&uniqueID, &reservedID,
	// What names something else.
	&unknownEntry, &unknownAmount, &unknownActor, &unknownSource, &oldID, &draftTarget, &selfReference, &cycle,
	&deadLink, &idTwice, &unansweredTotal,
	// Status and dates.
	&statusNote, &withdrawnUntold, &confirmedOneSource, &confirmedWithoutPrimary,
	&publishedBeforeDate, &updateBeforePublished, &laterThanEntry, &accessedBeforeDate,
	// Money.
	&amountFigure, &quantityAsset, &usdDetail, &countedTwice, &amountClass, &partExceedsWhole,
	&stageOrder, &stageKind, &returnedBeforeTaken, &heldExceedsTaken, &figureHeadline, &figureBody,
	// Sources.
	&sourceHost, &sourceTwice, &sourceUncited, &trackingParameter, &sourceArchive,
	// People.
	&roleStanding, &standingUnsupported, &standingUnofficial, &actorByName, &actorTwice, &aliasClash, &actorWithoutFile,
	// Entries that may be one.
	&sameSource, &sameTransaction, &sameAddress, &similarTitle,
	// What was published.
	&deadAddress, &publishedMoved, &silentEdit,
	// The config.
	&configRule,
}
