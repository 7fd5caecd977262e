"""The formats a register can be given out in."""

from enum import StrEnum


class Format(StrEnum):
    """What a register can be given out as."""

    CSV = "csv"  # engagements
    CSV_STATEMENTS = "csv-statements"
    CSV_FIGURES = "csv-figures"
    XLSX = "xlsx"
    PARQUET = "parquet"  # a folder
    JSONL = "jsonl"
    PLOVER = "plover"
    GDELT = "gdelt"
    SCHEMA_ORG = "schema-org"
    WEB_ANNOTATION = "web-annotation"
    PROV = "prov"
    ICALENDAR = "icalendar"
    ATOM = "atom"
    GRAPHML = "graphml"
    GEXF = "gexf"
    FOLLOW_THE_MONEY = "ftm"
    RIS = "ris"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


class Sheet(StrEnum):
    """The tables that a register can be looked at as."""

    ENGAGEMENTS = "engagements"
    PARTICIPANTS = "participants"
    STATEMENTS = "statements"
    FIGURES = "figures"
    PAGES = "pages"
