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
    private final int[] listedOfAsked;
    private final boolean[] isListedTaken;

    /** Of word {@code i} that was asked for and listed word {@code j} at {@code i * listed.length + j}; null where they are not like. */
    private final @Nullable Likeness[] likes;

    /** Of the listed words: looked up once. */
    private final double[] listedWeights;

    private final List<Reason> reasons = new ArrayList<>();
    private double matched;

    private Comparison(AskedName asked, int[] listed, WordIndex words, Weights weights) {
        this.asked = asked.parts();
        this.listed = listed;
        this.words = words;
        this.listedOfAsked = new int[this.asked.size()];
        Arrays.fill(listedOfAsked, -1);
        this.isListedTaken = new boolean[listed.length];
        this.likes = new Likeness[this.asked.size() * listed.length];
        this.listedWeights = new double[listed.length];
        for (int j = 0; j < listed.length; j++) {
            listedWeights[j] = weights.of(listed[j]);
            for (int i = 0; i < this.asked.size(); i++) {
                likes[i * listed.length + j] = this.asked.get(i).like().get(listed[j]);
            }
        }
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
                Likeness likeness = isFree ? likes[i * listed.length + j] : null;
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
        listedOfAsked[i] = j;
        isListedTaken[j] = true;
        matched += likeness.value() * (part.weight() + listedWeights[j]);
        reasons.add(new Reason(part.word(), likeness.why(), j, j));
    }

    /** Put into words only where it is told: most names are compared in vain. @param from the first of the listed words @param to the last */
    private record Reason(String asked, Likeness.Why why, int from, int to) {}

    private String sentence(Reason reason) {
        return "'" + reason.asked() + "' " + reason.why().words() + " '" + listedFrom(reason.from(), reason.to()) + "'";
    }

    private boolean hasBothLeft() {
        return isAnyAskedLeft() && isAnyListedLeft();
    }

    private boolean isAnyAskedLeft() {
        for (int j : listedOfAsked) {
            if (j < 0) {
                return true;
            }
        }
        return false;
    }

    private int length(int j) {
        return words.shapes().length(listed[j]);
    }

    private int letters(int j) {
        return words.shapes().letters(listed[j]);
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
                    length += length(to);
                    letters |= letters(to);
                    if (to > from
                            && Spelling.mayBe(MOST_EDITS_JOINED, whole.length(), part.letters(), length, letters)
                            && isJoined(whole, listedFrom(from, to))) {
                        takeRun(i, i, from, to, whole);
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
            for (int from = 0; from + 1 < asked.size() && !isListedTaken[j]; from++) {
                int length = 0;
                int letters = 0;
                for (int to = from; to < Math.min(asked.size(), from + MOST_JOINED) && listedOfAsked[to] < 0; to++) {
                    length += asked.get(to).word().length();
                    letters |= asked.get(to).letters();
                    if (to > from
                            && Spelling.mayBe(MOST_EDITS_JOINED, length, letters, length(j), letters(j))
                            && isJoined(askedFrom(from, to), listedFrom(j, j))) {
                        takeRun(from, to, j, j, askedFrom(from, to));
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

    private void takeRun(int fromAsked, int toAsked, int fromListed, int toListed, String joined) {
        for (int i = fromAsked; i <= toAsked; i++) {
            listedOfAsked[i] = fromListed;
            matched += JOINED * asked.get(i).weight();
        }
        for (int j = fromListed; j <= toListed; j++) {
            isListedTaken[j] = true;
            matched += JOINED * listedWeights[j];
        }
        reasons.add(new Reason(joined, Likeness.Why.JOINED, fromListed, toListed));
    }

    private void pairInitials() {
        for (int i = 0; i < asked.size(); i++) {
            for (int j = 0; j < listed.length && listedOfAsked[i] < 0; j++) {
                String one = asked.get(i).word();
                boolean isInitial = one.length() == 1 || length(j) == 1;
                // Most words do not have that letter anywhere.
                if (!isListedTaken[j]
                        && isInitial
                        && (letters(j) & (1 << one.charAt(0))) != 0
                        && one.charAt(0) == words.word(listed[j]).spelt().charAt(0)) {
                    takeInitial(i, j);
                }
            }
        }
    }

    /** An initial says little, so that what it stands for may say no more. */
    private void takeInitial(int i, int j) {
        double weight = Math.min(asked.get(i).weight(), listedWeights[j]);
        listedOfAsked[i] = j;
        isListedTaken[j] = true;
        matched += 2 * Likeness.INITIAL.value() * weight;
        reasons.add(new Reason(asked.get(i).word(), Likeness.Why.INITIAL, j, j));
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
            double weight = listedWeights[j];
            all += weight * (isListedTaken[j] ? 1 : listedAlone);
        }
        return all == 0 ? 0 : Math.min(1, matched / initialsAside(all));
    }

    /** Where a whole name stands beside an initial, what is more than the initial's weight is neither here nor there. */
    private double initialsAside(double all) {
        double rest = all;
        for (int i = 0; i < asked.size(); i++) {
            int j = listedOfAsked[i];
            if (j >= 0 && (asked.get(i).word().length() == 1) != (length(j) == 1)) {
                rest -= Math.abs(asked.get(i).weight() - listedWeights[j]);
            }
        }
        return rest;
    }

    List<String> reasons() {
        List<String> told = new ArrayList<>(reasons.stream().map(this::sentence).toList());
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
