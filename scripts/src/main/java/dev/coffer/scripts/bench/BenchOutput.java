package dev.coffer.scripts.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How every benchmark speaks: figures to standard output, as a table or as one JSON object, progress to standard error. */
final class BenchOutput {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object, and progress to standard error.")
    private boolean isJson;

    /**
     * As JSON: {@code {bench, figures, peers, notes, details}}, the last being the whole report.
     *
     * @param table prints the report for people
     */
    void print(BenchReport report, Consumer<PrintWriter> table) {
        PrintWriter out = command.commandLine().getOut();
        if (isJson) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("bench", command.name());
            all.put("figures", new TreeMap<>(report.figures()));
            all.put("peers", new TreeMap<>(report.peers()));
            all.put("notes", report.notes());
            all.put("details", report);
            out.println(JSON.writeValueAsString(all));
        } else {
            table.accept(out);
        }
        out.flush();
    }

    void say(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /** @throws ParameterException with the sentence of what {@code settings} does not take */
    <T> T valid(Supplier<T> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
