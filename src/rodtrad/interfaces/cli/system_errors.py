"""What the operating system refused, in Norwegian: its own words follow the machine's language, not the user's."""

import errno

_REASONS = {
    errno.ENOENT: "filen finnes ikke",
    errno.ENOTDIR: "en del av stien er ikke en mappe",
    errno.EISDIR: "det er en mappe, ikke en fil",
    errno.EACCES: "du har ikke tilgang",
    errno.EPERM: "du har ikke tilgang",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ELOOP: "stien peker i ring",
    errno.ENOSPC: "disken er full",
    errno.EROFS: "disken kan bare leses",
    errno.EADDRINUSE: "porten er opptatt",
    errno.EADDRNOTAVAIL: "adressen finnes ikke på denne maskinen",
}


def reason(error: OSError) -> str:
    """Why the system refused, as the end of a sentence; the system's own words where we have none."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
