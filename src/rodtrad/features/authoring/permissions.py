"""The actions of authoring."""

ACTIONS = {
    "authoring.section.save": "Lagre teksten til en del av et dokument",
    "authoring.word.save": "Lagre et ord i ordlisten",
}
