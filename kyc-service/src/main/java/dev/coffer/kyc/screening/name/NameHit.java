package dev.coffer.kyc.screening.name;

import java.util.List;

/**
 * An entry of an index whose name is like the one that was asked for.
 *
 * @param entry its number
 * @param name which of its names, from 0
 * @param score from 0 to 1, with the day of birth
 * @param nameScore without it
 * @param reasons why, a sentence each
 */
public record NameHit(int entry, int name, double score, double nameScore, List<String> reasons) {

    public NameHit {
        reasons = List.copyOf(reasons);
    }
}
