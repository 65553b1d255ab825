"""Which files could run something: programs, documents with macros, web pages; by their names and first bytes."""

from karmakit_validators.pictures import format_of

# what iGOT refuses to take, what mail filters and office rules call dangerous, and what interpreters run
PROGRAMS = frozenset(
    [
        "exe",
        "com",
        "scr",
        "dll",
        "msi",
        "msp",
        "pif",
        "bat",
        "cmd",
        "ps1",
        "psm1",
        "vbs",
        "vbe",
        "wsf",
        "hta",
        "lnk",
        "reg",
        "sh",
        "bash",
        "so",
        "app",
        "dmg",
        "deb",
        "rpm",
        "apk",
        "ipa",
        "jar",
        "class",
        "js",
        "mjs",
        "swf",
        "py",
        "pl",
        "php",
        "phtml",
        "phar",
        "jsp",
        "jspx",
        "asp",
        "aspx",
        "cgi",
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "pptm",
        "ppam",
    ]
)
PAGES = frozenset({"html", "htm", "xhtml", "xht"})
_STARTS = (b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"#!")  # Mach-O, a script


def suffix_of(path: str) -> str:
    """Return what follows the last full stop of a file's name, in lower case."""
    return path.rpartition("/")[2].rpartition(".")[2].lower()


def is_program(path: str, data: bytes) -> bool:
    """Say whether a file is a program or a document with macros."""
    return suffix_of(path) in PROGRAMS or format_of(data) in {"exe", "elf"} or data.startswith(_STARTS)


def is_web_page(path: str, data: bytes) -> bool:
    """Say whether a file is a web page, which can run scripts."""
    return suffix_of(path) in PAGES or format_of(data) == "html"
