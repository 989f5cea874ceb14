"""Releases: editions frozen on the disk, and the tree of files that the public site serves, switched in one step."""

from rodtrad.documents.release.catalogue import Catalogue, SiteSettings, of_tree, settings_in
from rodtrad.documents.release.disk import Busy, Disk
from rodtrad.documents.release.frozen import AlreadyPublished, Damaged, verify
from rodtrad.documents.release.publishing import PUBLIC, Prepared, current, prepare, publish, served_problems

__all__ = [
    "PUBLIC",
    "AlreadyPublished",
    "Busy",
    "Catalogue",
    "Damaged",
    "Disk",
    "Prepared",
    "SiteSettings",
    "current",
    "of_tree",
    "prepare",
    "publish",
    "served_problems",
    "settings_in",
    "verify",
]
