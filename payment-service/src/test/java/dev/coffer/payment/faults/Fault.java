package dev.coffer.payment.faults;

/**
 * Something that goes wrong once.
 *
 * @param step a write, or a call of the provider
 * @param isAfter whether the step was carried out and only its answer is lost
 * @param dies whether the process ends there: until somebody takes the work up again, nothing more of it is done
 */
public record Fault(Enum<?> step, boolean isAfter, boolean dies) {}
