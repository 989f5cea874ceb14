"""Facts on the budget and accounting regulation (FOR-2019-06-07-714): statutory statements and checks of the law."""
