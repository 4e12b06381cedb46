package dev.coffer.kyc.screening.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name that was asked for beside one of the index: each word is paired with the one that it is most like, wherever that stands, and
 * what is left over counts against it. What each word says weighs.
 */
final class Comparison {

    private static final double JOINED = 0.95;
    private static final int MOST_JOINED = 3;
    private static final int MOST_EDITS_JOINED = 2;

    private final List<AskedName.Part> asked;
    private final int[] listed;
    private final WordIndex words;
    private final Weights weights;
    private final int[] listedOfAsked;
    private final boolean[] isListedTaken;
    private final List<Reason> reasons = new ArrayList<>();
    private double matched;

    private Comparison(AskedName asked, int[] listed, WordIndex words, Weights weights) {
        this.asked = asked.parts();
        this.listed = listed;
        this.words = words;
        this.weights = weights;
        this.listedOfAsked = new int[this.asked.size()];
        Arrays.fill(listedOfAsked, -1);
        this.isListedTaken = new boolean[listed.length];
    }

    /** @param listed numbers of its words */
    static Comparison of(AskedName asked, int[] listed, WordIndex words, Weights weights) {
        Comparison comparison = new Comparison(asked, listed, words, weights);
        comparison.pair(Likeness.SURE, Weights.INITIAL);
        if (comparison.hasBothLeft()) {
            comparison.joinListed();
            comparison.joinAsked();
            comparison.pair(Likeness.LEAST, 0);
            comparison.pairInitials();
        }
        return comparison;
    }

    /**
     * The best pair first, so that no word takes another's.
     *
     * @param above which a word must weigh: particles may belong to a word that is joined
     */
    private void pair(double least, double above) {
        for (Pair best = bestPair(least, above); best != null; best = bestPair(least, above)) {
            take(best.asked(), best.listed(), best.likeness());
        }
    }

    private record Pair(int asked, int listed, Likeness likeness) {}

    private @Nullable Pair bestPair(double least, double above) {
        Pair best = null;
        for (int i = 0; i < asked.size(); i++) {
            for (int j = 0; j < listed.length && listedOfAsked[i] < 0; j++) {
                boolean isFree = !isListedTaken[j] && asked.get(i).weight() > above;
                Likeness likeness = isFree ? asked.get(i).like().get(listed[j]) : null;
                if (likeness != null
                        && likeness.value() >= least
                        && (best == null || likeness.value() > best.likeness().value())) {
                    best = new Pair(i, j, likeness);
                }
            }
        }
        return best;
    }

    private void take(int i, int j, Likeness likeness) {
        AskedName.Part part = asked.get(i);
        String word = words.word(listed[j]).spelt();
        listedOfAsked[i] = j;
        isListedTaken[j] = true;
        matched += likeness.value() * (part.weight() + weights.of(listed[j]));
        reasons.add(new Reason(part.word(), likeness.why(), word));
    }

    /** Put into words only where it is told: most names are compared in vain. */
    private record Reason(String asked, Likeness.Why why, String listed) {

        String sentence() {
            return "'" + asked + "' " + why.words() + " '" + listed + "'";
        }
    }

    private boolean hasBothLeft() {
        return Arrays.stream(listedOfAsked).anyMatch(j -> j < 0) && isAnyListedLeft();
    }

    private boolean isAnyListedLeft() {
        for (boolean isTaken : isListedTaken) {
            if (!isTaken) {
                return true;
            }
        }
        return false;
    }

    /** Where the list writes apart what was asked for in one word. */
    private void joinListed() {
        for (int i = 0; i < asked.size(); i++) {
            AskedName.Part part = asked.get(i);
            String whole = part.word();
            for (int from = 0; from + 1 < listed.length && listedOfAsked[i] < 0; from++) {
                int length = 0;
                int letters = 0;
                for (int to = from; to < Math.min(listed.length, from + MOST_JOINED) && !isListedTaken[to]; to++) {
                    length += words.word(listed[to]).spelt().length();
                    letters |= words.word(listed[to]).letters();
                    if (to > from
                            && Spelling.mayBe(MOST_EDITS_JOINED, whole.length(), part.letters(), length, letters)
                            && isJoined(whole, listedFrom(from, to))) {
                        takeRun(i, i, from, to, whole, listedFrom(from, to));
                        break;
                    }
                }
            }
        }
    }

    private String listedFrom(int from, int to) {
        StringBuilder joined = new StringBuilder();
        for (int j = from; j <= to; j++) {
            joined.append(words.word(listed[j]).spelt());
        }
        return joined.toString();
    }

    /** Where the list writes in one word what was asked for apart. */
    private void joinAsked() {
        for (int j = 0; j < listed.length; j++) {
            Word word = words.word(listed[j]);
            String whole = word.spelt();
            for (int from = 0; from + 1 < asked.size() && !isListedTaken[j]; from++) {
                int length = 0;
                int letters = 0;
                for (int to = from; to < Math.min(asked.size(), from + MOST_JOINED) && listedOfAsked[to] < 0; to++) {
                    length += asked.get(to).word().length();
                    letters |= asked.get(to).letters();
                    if (to > from
                            && Spelling.mayBe(MOST_EDITS_JOINED, length, letters, whole.length(), word.letters())
                            && isJoined(askedFrom(from, to), whole)) {
                        takeRun(from, to, j, j, askedFrom(from, to), whole);
                        break;
                    }
                }
            }
        }
    }

    private String askedFrom(int from, int to) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i <= to; i++) {
            joined.append(asked.get(i).word());
        }
        return joined.toString();
    }

    private static boolean isJoined(String one, String other) {
        return Spelling.edits(one, other, MOST_EDITS_JOINED) <= MOST_EDITS_JOINED
                && Likeness.of(Word.of(one), Word.of(other)).value() >= Likeness.LEAST;
    }

    private void takeRun(int fromAsked, int toAsked, int fromListed, int toListed, String one, String other) {
        for (int i = fromAsked; i <= toAsked; i++) {
            listedOfAsked[i] = fromListed;
            matched += JOINED * asked.get(i).weight();
        }
        for (int j = fromListed; j <= toListed; j++) {
            isListedTaken[j] = true;
            matched += JOINED * weights.of(listed[j]);
        }
        reasons.add(new Reason(one, Likeness.Why.JOINED, other));
    }

    private void pairInitials() {
        for (int i = 0; i < asked.size(); i++) {
            for (int j = 0; j < listed.length && listedOfAsked[i] < 0; j++) {
                String one = asked.get(i).word();
                String other = words.word(listed[j]).spelt();
                boolean isInitial = one.length() == 1 || other.length() == 1;
                if (!isListedTaken[j] && isInitial && one.charAt(0) == other.charAt(0)) {
                    takeInitial(i, j);
                }
            }
        }
    }

    /** An initial says little, so that what it stands for may say no more. */
    private void takeInitial(int i, int j) {
        String word = words.word(listed[j]).spelt();
        double weight = Math.min(asked.get(i).weight(), weights.of(listed[j]));
        listedOfAsked[i] = j;
        isListedTaken[j] = true;
        matched += 2 * Likeness.INITIAL.value() * weight;
        reasons.add(new Reason(asked.get(i).word(), Likeness.Why.INITIAL, word));
    }

    /** From 0 to 1. What is left over in the list's name alone is a name more; where each has something left over, they differ. */
    double score() {
        double all = 0;
        boolean isContradicted = false;
        for (int i = 0; i < asked.size(); i++) {
            boolean isAlone = listedOfAsked[i] < 0;
            all += asked.get(i).weight() * (isAlone ? Weights.ASKED_ALONE : 1);
            isContradicted |= isAlone && asked.get(i).weight() > Weights.INITIAL;
        }
        double listedAlone = isContradicted ? Weights.ASKED_ALONE : Weights.LISTED_ALONE;
        for (int j = 0; j < listed.length; j++) {
            double weight = weights.of(listed[j]);
            all += weight * (isListedTaken[j] ? 1 : listedAlone);
        }
        return all == 0 ? 0 : Math.min(1, matched / initialsAside(all));
    }

    /** Where a whole name stands beside an initial, what is more than the initial's weight is neither here nor there. */
    private double initialsAside(double all) {
        double rest = all;
        for (int i = 0; i < asked.size(); i++) {
            int j = listedOfAsked[i];
            if (j >= 0
                    && (asked.get(i).word().length() == 1)
                            != (words.word(listed[j]).spelt().length() == 1)) {
                double one = asked.get(i).weight();
                double other = weights.of(listed[j]);
                rest -= Math.abs(one - other);
            }
        }
        return rest;
    }

    List<String> reasons() {
        List<String> told =
                new ArrayList<>(reasons.stream().map(Reason::sentence).toList());
        for (int i = 0; i < asked.size(); i++) {
            if (listedOfAsked[i] < 0) {
                told.add("'" + asked.get(i).word() + "' is not in the listed name");
            }
        }
        for (int j = 0; j < listed.length; j++) {
            if (!isListedTaken[j]) {
                told.add("'" + words.word(listed[j]).spelt() + "' is only in the listed name");
            }
        }
        return told;
    }
}
