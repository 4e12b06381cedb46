package dev.coffer.access.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all engines at all sizes, each in a JVM of its own, and prints a line for each: nanoseconds for a decision, JMH's error
 * at 99.9 %, and how many times access-engine's figure of the same size that is. With {@code --json}, one JSON object.
 * Arguments: {@code --json}, {@code --seconds N} of measuring each (3), {@code --engines a,b}.
 */
public final class AccessBench {
    private static final String OURS = "coffer";

    private record Figure(String engine, int rules, double nanos, double error) {}

    private AccessBench() {}

    public static void main(String[] arguments) throws RunnerException {
        Map<String, String> options = options(arguments);
        ChainedOptionsBuilder run = new OptionsBuilder()
                .include(DecisionBench.class.getName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(Integer.parseInt(options.getOrDefault("--seconds", "3")))
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .jvmArgs("-XX:+UseSerialGC", "-Xmx4g", "--enable-native-access=ALL-UNNAMED");
        if (options.containsKey("--engines")) {
            // Ours always: the others are told by their ratio to it.
            run.param("engine", (OURS + "," + options.get("--engines")).split(","));
        }
        Map<String, Figure> figures = figures(new Runner(run.build()).run());
        boolean isJson = options.containsKey("--json");
        System.out.println(isJson ? json(figures) : table(figures));
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean hasValue = !arguments[i].equals("--json");
            options.put(arguments[i], hasValue ? arguments[++i] : "");
        }
        return options;
    }

    private static Map<String, Figure> figures(Collection<RunResult> results) {
        Map<String, Figure> figures = new TreeMap<>();
        for (RunResult result : results) {
            String engine = result.getParams().getParam("engine");
            int rules = Integer.parseInt(result.getParams().getParam("rules"));
            double nanos = result.getPrimaryResult().getScore();
            figures.put(
                    key(engine, rules),
                    new Figure(engine, rules, nanos, result.getPrimaryResult().getScoreError()));
        }
        return figures;
    }

    private static String key(String engine, int rules) {
        return "%s %08d".formatted(engine, rules);
    }

    private static String table(Map<String, Figure> figures) {
        StringBuilder table = new StringBuilder(
                "%-18s %10s %16s %12s %12s%n".formatted("engine", "rules", "ns a decision", "+-", "ratio"));
        for (Figure figure : figures.values()) {
            table.append("%-18s %,10d %,16.1f %,12.1f %,12.1f%n"
                    .formatted(
                            figure.engine(), figure.rules(), figure.nanos(), figure.error(), ratio(figure, figures)));
        }
        return table.toString();
    }

    /** As every benchmark of Coffer: ours are figures, the others peers, in nanoseconds. */
    private static String json(Map<String, Figure> figures) {
        return "{\"bench\": \"access\", \"figures\": {%s}, \"peers\": {%s}, \"notes\": []}"
                .formatted(members(figures, true), members(figures, false));
    }

    private static String members(Map<String, Figure> figures, boolean isOurs) {
        return figures.values().stream()
                .filter(figure -> figure.engine().equals(OURS) == isOurs)
                .map(figure -> String.format(
                        Locale.ROOT,
                        "\"%sdecision_ns_%dk\": %.1f",
                        isOurs ? "" : figure.engine().replace('-', '_') + '_',
                        figure.rules() / 1_000,
                        figure.nanos()))
                .collect(Collectors.joining(", "));
    }

    private static double ratio(Figure figure, Map<String, Figure> figures) {
        Figure ours = figures.get(key(OURS, figure.rules()));
        return ours == null ? Double.NaN : figure.nanos() / ours.nanos();
    }
}
