"""Which operations of Microsoft 365 are uses of a record or contacts, and what each counts as."""

OPERATIONS: dict[str, str] = {
    # SharePoint and OneDrive
    "FileAccessed": "view",
    "FileAccessedExtended": "view",
    "FilePreviewed": "view",
    "PageViewed": "view",
    "PageViewedExtended": "view",
    "ListItemViewed": "view",
    "FileDownloaded": "export",
    "FileSyncDownloadedFull": "export",
    "FileSyncDownloadedPartial": "export",
    "FileCopied": "export",
    "FileUploaded": "edit",
    "FileModified": "edit",
    "FileModifiedExtended": "edit",
    "FileRenamed": "edit",
    "FileMoved": "edit",
    "FileDeleted": "edit",
    "FileRecycled": "edit",
    "FileRestored": "edit",
    "ListItemCreated": "edit",
    "ListItemUpdated": "edit",
    "ListItemDeleted": "edit",
    "SearchQueryPerformed": "search",
    "SearchQueryInitiatedSharePoint": "search",
    "SearchQueryInitiatedExchange": "search",
    # Devices under Purview
    "FilePrinted": "print",
    "FileCopiedToRemovableMedia": "export",
    "FileUploadedToCloud": "export",
    # Exchange: another's mailbox only, see the source
    "MailItemsAccessed": "view",
    "MessageBind": "view",
    "FolderBind": "view",
}
"""Operation to action. Not here: sharing, sign-ins, permissions, administration."""

IN_A_MAILBOX = ("MailItemsAccessed", "MessageBind", "FolderBind")
"""Uses of a mailbox: of one's own they are ordinary work and are passed over."""

CONTACTS: dict[str, str] = {
    "Send": "email",
    "SendAs": "email",
    "SendOnBehalf": "email",
    "MessageSent": "message",
    "ChatCreated": "message",
}
"""Operation to channel. A row needs to name an address outside the force to become a contact."""

NOT_PEOPLE = ("1", "3", "4", "5", "6", "7", "8")
"""UserType: 1 reserved, 3 Microsoft's own administrators, 4 system, 5 application, 6 service
principal, 7 and 8 policies. 0 is a user, 2 an administrator of the force."""

FAILED = ("failed", "failure", "false", "notsucceeded")
"""ResultStatus of a thing that was tried and did not happen."""
