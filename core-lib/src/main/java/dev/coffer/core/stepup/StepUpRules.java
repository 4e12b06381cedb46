package dev.coffer.core.stepup;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a service's setting says of fresh proofs. Asked at each call: implementations look up and do not wait. */
public interface StepUpRules {

    /** For a service whose operations demand none. */
    StepUpRules NONE = new StepUpRules() {

        @Override
        public Set<String> kinds() {
            return Set.of();
        }

        @Override
        public @Nullable StepUpDemand find(String tenantId, String kind, @Nullable Amount amount) {
            throw new IllegalArgumentException("There is no kind " + kind);
        }
    };

    /** The kinds of operations that {@code @stepUp(for:)} may name. A service whose schema names another does not start. */
    Set<String> kinds();

    /**
     * What an operation of that kind demands; null where it demands nothing.
     *
     * @param amount how much money it is about; null where the schema does not say, which is as much as any
     */
    @Nullable
    StepUpDemand find(String tenantId, String kind, @Nullable Amount amount);
}
