package dev.coffer.kyc.risk;

/** One thing that speaks for a risk. @param note says which, for reviewers */
public record RiskSign(RiskFactor factor, String note) {}
