"""The actions of the budget."""

ACTIONS = {
    "budget.round.create": "Opprett en budsjettrunde",
    "budget.change.add": "Legg inn en endring",
    "budget.change.edit": "Rett en endring",
    "budget.change.remove": "Fjern en endring",
    "budget.project.add": "Legg inn et investeringsprosjekt",
    "budget.project.edit": "Rett et investeringsprosjekt",
    "budget.fund.set": "Før opp et fond med avsetning og bruk",
    "budget.parameter.set": "Oppgi en forutsetning",
    "budget.target.set": "Sett et finansielt måltall",
    "budget.proposal.create": "Opprett et forslag",
    "budget.proposal.arrange": "Velg og ordne det forslaget består av",
    "budget.proposal.compute": "Beregn kapitalkostnadene på nytt",
    "budget.proposal.ready": "Meld et forslag kontrollert",
    "budget.proposal.reopen": "Åpne et kontrollert forslag igjen",
    "budget.proposal.approve": "Godkjenn et forslag",
    "budget.proposal.publish": "Meld et forslag publisert",
    "budget.proposal.load": "Last inn et helt forslag",
    "budget.plan.publish": "Publiser en plan som utgave",
    "budget.document.import": "Les inn filer som en importert plan",
}
