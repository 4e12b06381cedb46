package dev.coffer.scripts.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A row of named steps, run in order. A failed step does not end the suite: later steps that need what it would have made fail
 * too, each with its own reason.
 */
final class Suite {

    private final String name;
    private final List<Step> steps = new ArrayList<>();

    private record Step(String name, Runnable check) {}

    /**
     * @param error why it failed, or null
     * @param millis how long it took
     */
    record StepResult(
            String name, boolean ok, long millis, @Nullable String error) {}

    /** What a run of the suite came to. */
    record Result(String suite, int passed, int failed, List<StepResult> steps) {

        Result {
            steps = List.copyOf(steps);
        }
    }

    Suite(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Suite step(String sentence, Runnable check) {
        steps.add(new Step(sentence, check));
        return this;
    }

    Result run(Consumer<StepResult> progress) {
        List<StepResult> results = new ArrayList<>();
        for (Step step : steps) {
            StepResult result = run(step);
            results.add(result);
            progress.accept(result);
        }
        int passed = (int) results.stream().filter(StepResult::ok).count();
        return new Result(name, passed, results.size() - passed, results);
    }

    private static StepResult run(Step step) {
        long began = System.nanoTime();
        @Nullable String error = null;
        try {
            step.check.run();
        } catch (AssertionError | RuntimeException e) {
            error = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        return new StepResult(step.name, error == null, (System.nanoTime() - began) / 1_000_000, error);
    }
}
