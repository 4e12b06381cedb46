package dev.coffer.kyc.screening.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many names in memory, and which of them are like a given one. Immutable, so that any number of threads may ask. Candidates are the
 * names that share a word, or one like it, with the rarest words that were asked for; each is then compared in full. What cannot reach
 * the threshold by the words that are left is not looked for.
 */
public final class NameIndex {

    /** The most that are compared in full for one question, those that share most first. */
    private static final int MOST_CANDIDATES = 4_000;

    private static final double MARGIN = 0.05;
    private static final double SAME_BIRTH_DATE = 0.02;
    private static final int SHORT = 4;

    private final WordIndex words;
    private final Weights weights;

    /** The words of name {@code n} are {@code nameWords[nameStarts[n]]} up to {@code nameStarts[n + 1]}. */
    private final int[] nameStarts;

    private final int[] nameWords;

    /** Likewise the names that have word {@code w}. */
    private final int[] postingStarts;

    private final int[] postings;
    private final int[] entryOfName;
    private final int[] firstNameOfEntry;
    private final int[] birthStarts;
    private final int[] births;

    private NameIndex(Builder made) {
        this.words = WordIndex.of(made.numbers);
        this.nameStarts = made.nameStarts.toArray();
        this.nameWords = made.nameWords.toArray();
        this.entryOfName = made.entryOfName.toArray();
        this.firstNameOfEntry = made.firstNameOfEntry.toArray();
        this.birthStarts = made.birthStarts.toArray();
        this.births = made.births.toArray();
        int[] postedWords = made.postedWords.toArray();
        this.postingStarts = starts(postedWords, words.size());
        this.postings = postings(postedWords, made.postedNames, postingStarts);
        this.weights = new Weights(words, frequencies(postingStarts), entryOfName.length);
    }

    /** Fills an index; used by one thread. */
    public static final class Builder {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final Ints nameStarts = new Ints();
        private final Ints nameWords = new Ints();
        private final Ints entryOfName = new Ints();
        private final Ints firstNameOfEntry = new Ints();
        private final Ints birthStarts = new Ints();
        private final Ints births = new Ints();
        private final Ints postedWords = new Ints();
        private final Ints postedNames = new Ints();

        public Builder() {
            nameStarts.add(0);
            birthStarts.add(0);
        }

        /** The next entry; entries are numbered from 0. */
        public Builder add(List<String> names, List<BirthDate> bornOn) {
            int entry = firstNameOfEntry.size();
            firstNameOfEntry.add(entryOfName.size());
            for (String name : names) {
                addName(entry, NameWords.of(name));
            }
            bornOn.forEach(day -> births.add(day.pack()));
            birthStarts.add(births.size());
            return this;
        }

        public int names() {
            return entryOfName.size();
        }

        private void addName(int entry, List<String> spelt) {
            int name = entryOfName.size();
            entryOfName.add(entry);
            for (int i = 0; i < spelt.size(); i++) {
                int number = number(spelt.get(i));
                nameWords.add(number);
                post(number, name);
                if (i > 0 && Math.min(spelt.get(i).length(), spelt.get(i - 1).length()) <= SHORT) {
                    post(number(spelt.get(i - 1) + spelt.get(i)), name);
                }
            }
            nameStarts.add(nameWords.size());
        }

        private int number(String word) {
            return numbers.computeIfAbsent(word, fresh -> numbers.size());
        }

        private void post(int word, int name) {
            postedWords.add(word);
            postedNames.add(name);
        }

        public NameIndex build() {
            return new NameIndex(this);
        }
    }

    private static int[] starts(int[] postedWords, int words) {
        int[] starts = new int[words + 1];
        for (int word : postedWords) {
            starts[word + 1]++;
        }
        for (int word = 0; word < words; word++) {
            starts[word + 1] += starts[word];
        }
        return starts;
    }

    private static int[] postings(int[] postedWords, Ints postedNames, int[] starts) {
        int[] next = Arrays.copyOf(starts, starts.length);
        int[] postings = new int[postedWords.length];
        for (int i = 0; i < postedWords.length; i++) {
            postings[next[postedWords[i]]++] = postedNames.get(i);
        }
        return postings;
    }

    private static int[] frequencies(int[] starts) {
        int[] frequencies = new int[starts.length - 1];
        for (int word = 0; word < frequencies.length; word++) {
            frequencies[word] = starts[word + 1] - starts[word];
        }
        return frequencies;
    }

    public int names() {
        return entryOfName.length;
    }

    public int entries() {
        return firstNameOfEntry.length;
    }

    /** The entries that are like it, the most like one first. @param name in any script */
    public List<NameHit> find(String name, BirthDate bornOn, MatchRules rules) {
        AskedName asked = new AskedName(NameWords.of(name), words, weights);
        Map<Integer, NameHit> best = new HashMap<>();
        for (int candidate : candidates(asked, rules).best(MOST_CANDIDATES)) {
            compare(asked, candidate, bornOn, rules, best);
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(NameHit::score).reversed().thenComparingInt(NameHit::entry))
                .limit(rules.most())
                .toList();
    }

    private void compare(
            AskedName asked, int candidate, BirthDate bornOn, MatchRules rules, Map<Integer, NameHit> best) {
        int[] listed = Arrays.copyOfRange(nameWords, nameStarts[candidate], nameStarts[candidate + 1]);
        Comparison comparison = Comparison.of(asked, listed, words, weights);
        double nameScore = comparison.score();
        if (nameScore < rules.threshold() - SAME_BIRTH_DATE) {
            return;
        }
        int entry = entryOfName[candidate];
        BirthDate.Fit fit = fit(entry, bornOn);
        double score = switch (fit) {
            case SAME -> Math.min(1, nameScore + SAME_BIRTH_DATE);
            case UNKNOWN, NEAR -> nameScore;
            case DIFFERENT -> nameScore * rules.otherBirthDate();
        };
        NameHit known = best.get(entry);
        if (score >= rules.threshold() && (known == null || score > known.score())) {
            List<String> reasons = new ArrayList<>(comparison.reasons());
            reasons.add(fit.words());
            best.put(entry, new NameHit(entry, candidate - firstNameOfEntry[entry], score, nameScore, reasons));
        }
    }

    /** The best of all days that are listed. */
    private BirthDate.Fit fit(int entry, BirthDate bornOn) {
        BirthDate.Fit best = BirthDate.Fit.UNKNOWN;
        for (int at = birthStarts[entry]; at < birthStarts[entry + 1]; at++) {
            BirthDate.Fit fit = bornOn.fit(BirthDate.unpack(births[at]));
            best = best == BirthDate.Fit.UNKNOWN || fit.compareTo(best) < 0 ? fit : best;
        }
        return best;
    }

    private Shared candidates(AskedName asked, MatchRules rules) {
        Shared shared = new Shared();
        double left = asked.weight();
        for (AskedName.Part part : asked.byWeight()) {
            if (!canReach(left, asked.weight(), rules)) {
                break;
            }
            share(part.like(), part.weight(), shared);
            left -= part.weight();
        }
        shareJoined(asked, shared);
        return shared;
    }

    /** Whether a name that has only the words that are left may be a match. */
    private static boolean canReach(double left, double all, MatchRules rules) {
        return 2 * left / (2 * left + Weights.ASKED_ALONE * (all - left)) >= rules.threshold() - MARGIN;
    }

    private void share(WordLikes like, double weight, Shared shared) {
        like.forEach((word, likeness) -> {
            double value = likeness.value() * weight;
            for (int at = postingStarts[word]; at < postingStarts[word + 1]; at++) {
                shared.add(postings[at], value);
            }
        });
    }

    /** Where the list may write in one word what was asked for in two. */
    private void shareJoined(AskedName asked, Shared shared) {
        List<AskedName.Part> parts = asked.parts();
        for (int i = 1; i < parts.size(); i++) {
            AskedName.Part one = parts.get(i - 1);
            AskedName.Part other = parts.get(i);
            if (Math.min(one.word().length(), other.word().length()) <= SHORT) {
                share(words.like(one.word() + other.word()), one.weight() + other.weight(), shared);
            }
        }
    }
}
