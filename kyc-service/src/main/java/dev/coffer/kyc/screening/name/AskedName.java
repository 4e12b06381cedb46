package dev.coffer.kyc.screening.name;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A name that is looked for, with what in the index is like its words. */
final class AskedName {

    private final List<Part> parts = new ArrayList<>();
    private final double weight;

    /**
     * A word of it.
     *
     * @param letters see {@link Spelling#letters}
     * @param weight what it says: a rare one more than one that many have
     * @param like words of the index by their numbers
     */
    record Part(String word, int letters, double weight, WordLikes like) {}

    AskedName(List<String> words, WordIndex index, Weights weights) {
        for (String word : words) {
            WordLikes like = index.like(word);
            parts.add(new Part(word, Spelling.letters(word), weights.of(word, like), like));
        }
        this.weight = parts.stream().mapToDouble(Part::weight).sum();
    }

    List<Part> parts() {
        return parts;
    }

    double weight() {
        return weight;
    }

    /** The word that says most first. */
    List<Part> byWeight() {
        return parts.stream()
                .sorted(Comparator.comparingDouble(Part::weight).reversed())
                .toList();
    }
}
