package dev.coffer.kyc.screening.name;

/**
 * What counts as a match.
 *
 * @param threshold from 0 to 1: the least score of a match
 * @param otherBirthDate what the score is multiplied with where the days of birth are not the same person's
 * @param most matches of one person; the best ones
 */
public record MatchRules(double threshold, double otherBirthDate, int most) {

    public static final MatchRules DEFAULT = new MatchRules(0.85, 0.8, 20);

    public MatchRules {
        if (!(threshold > 0 && threshold <= 1) || !(otherBirthDate >= 0 && otherBirthDate <= 1) || most < 1) {
            throw new IllegalArgumentException(
                    "No rules for matches: " + threshold + ", " + otherBirthDate + ", " + most);
        }
    }
}
