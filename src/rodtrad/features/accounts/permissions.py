"""The actions of the accounts."""

ACTIONS = {
    "accounts.import.apply": "Importer regnskap, budsjett eller plan fra en fil",
    "accounts.import.clear": "Slett filer som en avbrutt import etterlot",
}
