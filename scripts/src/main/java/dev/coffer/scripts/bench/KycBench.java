package dev.coffer.scripts.bench;

import dev.coffer.kyc.screening.name.BirthDate;
import dev.coffer.kyc.screening.name.MatchRules;
import dev.coffer.kyc.screening.name.NameHit;
import dev.coffer.kyc.screening.name.NameIndex;
import dev.coffer.scripts.bench.KycNames.Made;
import java.lang.management.ManagementFactory;
import java.text.Normalizer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** How many persons a core screens against a list, and how many of those who are on it, and of those who are not, it tells rightly. */
final class KycBench {

    private static final long SEED = 20_261_123;
    private static final int FIRST_YEAR = 1935;
    private static final int YEARS = 70;
    private static final int DAYS = 28;

    private final Settings settings;
    private final Consumer<String> progress;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final KycNames names = new KycNames(random.split());
    private final List<Listed> listed = new ArrayList<>();

    /**
     * @param names on the list, aliases included
     * @param screens of persons who are on the list, and as many of others, to measure recall and precision by
     */
    record Settings(int names, int screens, Duration duration) {

        Settings {
            if (names < 1_000 || screens < 100 || !duration.isPositive()) {
                throw new IllegalArgumentException(
                        "--names is at least 1000, --screens at least 100, and --seconds more than 0");
            }
        }
    }

    private record Listed(Made name, LocalDate born, int entry) {}

    private record Asked(String name, LocalDate born, int entry) {}

    /** In what the name that is asked for differs from the one on the list. */
    enum Way {
        SCRIPT,
        SPELLING,
        ORDER,
        INITIAL,
        TYPO,
        NO_MARKS,
        LEFT_OUT
    }

    KycBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    KycBenchReport run() {
        progress.accept("Making a list of " + settings.names() + " names ...");
        long before = heap();
        long start = System.nanoTime();
        NameIndex index = list();
        double loadSeconds = (System.nanoTime() - start) / 1e9;
        long indexBytes = heap() - before;
        Map<Way, Integer> found = new EnumMap<>(Way.class);
        Map<Way, Integer> asked = new EnumMap<>(Way.class);
        List<Asked> all = new ArrayList<>();
        int hits = recall(index, found, asked, all);
        int alarms = alarms(index, all);
        progress.accept("Screening for " + settings.duration().toSeconds() + " s ...");
        screenFor(index, all, settings.duration().dividedBy(3));
        double perCoreSecond = screenFor(index, all, settings.duration());
        int positives = asked.values().stream().mapToInt(Integer::intValue).sum();
        return new KycBenchReport(
                perCoreSecond,
                (double) hits / positives,
                (double) hits / Math.max(1, hits + alarms),
                index.names(),
                index.entries(),
                positives,
                settings.screens(),
                alarms,
                KycBenchReport.recallByWay(found, asked),
                loadSeconds,
                indexBytes / (double) (1 << 20));
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Every other entry has its name in its own script as an alias; of four days of birth two are known, and of one the year. */
    private NameIndex list() {
        NameIndex.Builder builder = new NameIndex.Builder();
        int every = Math.max(1, settings.names() / (4 * settings.screens()));
        for (int entry = 0; builder.names() < settings.names(); entry++) {
            Made made = names.next();
            LocalDate born = day();
            List<String> written = new ArrayList<>(List.of(String.join(" ", made.plain())));
            if (entry % 2 == 0 && !made.script().equals(made.plain())) {
                written.add(String.join(" ", made.script()));
            }
            builder.add(written, birthDates(entry, born));
            if (entry % every == 0) {
                listed.add(new Listed(made, born, entry));
            }
        }
        return builder.build();
    }

    private static List<BirthDate> birthDates(int entry, LocalDate born) {
        return switch (entry / 2 % 4) {
            case 0, 1 -> List.of(BirthDate.of(born));
            case 2 -> List.of(new BirthDate(born.getYear(), 0, 0));
            default -> List.of();
        };
    }

    private LocalDate day() {
        return LocalDate.of(FIRST_YEAR + random.nextInt(YEARS), 1 + random.nextInt(12), 1 + random.nextInt(DAYS));
    }

    private int recall(NameIndex index, Map<Way, Integer> found, Map<Way, Integer> asked, List<Asked> all) {
        int hits = 0;
        Way[] ways = Way.values();
        for (int i = 0; i < settings.screens(); i++) {
            Listed one = listed.get(random.nextInt(listed.size()));
            Way way = ways[i % ways.length];
            Asked question = new Asked(written(one.name(), way), one.born(), one.entry());
            boolean isFound = find(index, question).stream().anyMatch(hit -> hit.entry() == question.entry());
            asked.merge(way, 1, Integer::sum);
            found.merge(way, isFound ? 1 : 0, Integer::sum);
            hits += isFound ? 1 : 0;
            all.add(question);
        }
        return hits;
    }

    /** Half of them strangers, the others of nearly the name of somebody who is on the list; all with their own day of birth. */
    private int alarms(NameIndex index, List<Asked> all) {
        int alarms = 0;
        for (int i = 0; i < settings.screens(); i++) {
            Made like = listed.get(random.nextInt(listed.size())).name();
            Made made = i % 2 == 0 ? names.next() : names.notQuite(like, i % 4 == 1);
            Asked question = new Asked(String.join(" ", made.plain()), day(), -1);
            alarms += find(index, question).isEmpty() ? 0 : 1;
            all.add(question);
        }
        return alarms;
    }

    private static List<NameHit> find(NameIndex index, Asked asked) {
        return index.find(asked.name(), BirthDate.of(asked.born()), MatchRules.DEFAULT);
    }

    private String written(Made made, Way way) {
        List<String> words = new ArrayList<>(made.plain());
        return switch (way) {
            case SCRIPT -> String.join(" ", made.script());
            case SPELLING -> String.join(" ", made.other());
            case ORDER -> {
                words.addFirst(words.removeLast());
                yield String.join(", ", words);
            }
            case INITIAL -> {
                int at = made.isChinese() || words.size() < 3 ? -1 : 1;
                if (at > 0) {
                    words.set(at, words.get(at).substring(0, 1) + ".");
                }
                yield String.join(" ", words);
            }
            case TYPO -> {
                int last = words.size() - 1;
                words.set(last, typo(words.get(last)));
                yield String.join(" ", words);
            }
            case NO_MARKS ->
                Normalizer.normalize(String.join(" ", words), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replace("ł", "l")
                        .replace("Ł", "L")
                        .replace("ø", "o")
                        .replace('-', ' ')
                        .toUpperCase(Locale.ROOT);
            case LEFT_OUT -> {
                if (words.size() > 2) {
                    words.remove(1);
                }
                yield String.join(" ", words);
            }
        };
    }

    /** A letter that is left out, doubled, changed or swapped, not the first one. */
    private String typo(String word) {
        int at = 1 + random.nextInt(word.length() - 2);
        char letter = word.charAt(at);
        return switch (random.nextInt(4)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + letter + word.substring(at);
            case 2 -> word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at + 1);
            default -> word.substring(0, at) + word.charAt(at + 1) + letter + word.substring(at + 2);
        };
    }

    /** For each second of processor time of this one thread. */
    private static double screenFor(NameIndex index, List<Asked> all, Duration duration) {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long end = System.nanoTime() + duration.toNanos();
        long screens = 0;
        while (System.nanoTime() < end) {
            find(index, all.get((int) (screens++ % all.size())));
        }
        return screens * 1e9 / (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
    }
}
