"""The actions of publishing."""

ACTIONS = {
    "publishing.edition.publish": "Publiser en utgave av et dokument",
}
