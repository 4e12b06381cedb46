package dev.coffer.kyc.screening.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What spares looking at most words and names leaves out none that counts. */
class ShortCutsTest {

    private static final long SEED = 20_261_123;
    private static final String[] PARTS = {
        "a", "o", "i", "ya", "ev", "ov", "kh", "sh", "zh", "m", "mm", "h", "d", "dd", "j", "y", "th", "b", "r", "s",
        "z", "tsch", "ck", "al", "abd", "n", "k", "q"
    };

    private final SplittableRandom random = new SplittableRandom(SEED);

    private String word(int most) {
        StringBuilder word = new StringBuilder();
        for (int parts = 1 + random.nextInt(most); parts > 0; parts--) {
            word.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return word.toString();
    }

    /** The same with up to three parts put in, taken out or changed, so that many pairs are just like or just not. */
    private String near(String word) {
        StringBuilder other = new StringBuilder(word);
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(other.length() + 1);
            if (random.nextBoolean() && at < other.length() && other.length() > 1) {
                other.deleteCharAt(at);
            } else {
                other.insert(at, PARTS[random.nextInt(PARTS.length)]);
            }
        }
        return other.toString();
    }

    @Test
    void no_word_that_is_like_another_is_told_from_it_by_its_shape() {
        int like = 0;
        int spared = 0;
        for (int i = 0; i < 200_000; i++) {
            Word asked = Word.of(word(14));
            Word other = Word.of(i % 3 == 0 ? word(14) : near(asked.spelt()));
            WordShapes shapes = new WordShapes(new Word[] {other});
            boolean mayBe = shapes.mayBeLike(WordShapes.Shape.of(asked), 0);
            Likeness likeness = Likeness.of(asked, other);
            boolean isLike = likeness != Likeness.NONE && likeness.why() != Likeness.Why.INITIAL;
            assertThat(mayBe || !isLike)
                    .as("%s and %s: %s (seed %d)", asked.spelt(), other.spelt(), likeness, SEED)
                    .isTrue();
            like += isLike ? 1 : 0;
            spared += mayBe ? 0 : 1;
        }
        assertThat(like).as("pairs that are like").isGreaterThan(10_000);
        assertThat(spared).as("pairs that need no look").isGreaterThan(50_000);
    }

    @Test
    void the_best_are_those_that_share_most() {
        for (int names : new int[] {1, 10, 2_000, 30_000}) {
            Shared shared = new Shared();
            Map<Integer, Double> all = new HashMap<>();
            for (int i = 0; i < names * 2; i++) {
                int name = random.nextInt(names);
                double weight = (1 + random.nextInt(9)) / 8.0;
                shared.add(name, weight);
                all.merge(name, weight, Double::sum);
            }
            for (int most : new int[] {1, 7, 4_000, 100_000}) {
                int[] best = shared.best(most);
                List<Double> wanted = all.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(most)
                        .toList();
                List<Double> found =
                        new ArrayList<>(IntStream.of(best).mapToObj(all::get).toList());
                found.sort(Comparator.reverseOrder());
                assertThat(found).as("%d of %d", most, names).isEqualTo(wanted);
                assertThat(IntStream.of(best).distinct().count()).isEqualTo(best.length);
            }
        }
    }

    @Test
    void words_are_found_again_by_their_numbers() {
        WordLikes likes = new WordLikes();
        Likeness equal = Likeness.of(Word.of("ada"), Word.of("ada"));
        for (int number = 0; number < 5_000; number += 5) {
            likes.put(number, equal);
        }
        int[] seen = {0};
        likes.forEach((number, likeness) -> seen[0] += number % 5 == 0 ? 1 : -5_000);

        assertThat(seen[0]).isEqualTo(1_000);
        for (int number = 0; number < 5_000; number++) {
            assertThat(likes.has(number)).isEqualTo(number % 5 == 0);
            assertThat(likes.get(number)).isEqualTo(number % 5 == 0 ? equal : null);
        }
    }
}
