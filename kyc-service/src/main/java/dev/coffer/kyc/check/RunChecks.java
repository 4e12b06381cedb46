package dev.coffer.kyc.check;

import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.document.KycDocument;
import dev.coffer.kyc.document.UserDocuments;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the provider what is due, outside of any transaction, and keeps what it says in one. A check that was taken up and not decided,
 * because the process ended or the provider was away, is taken up again when its lease is over. Any number of replicas may do so at once.
 *
 * <p>Metric: {@code coffer.kyc.checks} by kind and outcome; {@code unknown} is an attempt without an answer.
 */
final class RunChecks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunChecks.class);
    private static final int BATCH = 16;
    private static final int STOP_SECONDS = 10;
    /** Longer than a provider may take to answer. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Checks checks;
    private final CheckChanges changes;
    private final UserDocuments documents;
    private final Persons persons;
    private final KycProvider provider;
    private final Transactions transactions;
    private final CheckLimits limits;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    RunChecks(
            Checks checks,
            CheckChanges changes,
            UserDocuments documents,
            Persons persons,
            KycProvider provider,
            Transactions transactions,
            CheckLimits limits,
            MeterRegistry meters,
            Clock clock) {
        this.checks = checks;
        this.changes = changes;
        this.documents = documents;
        this.persons = persons;
        this.provider = provider;
        this.transactions = transactions;
        this.limits = limits;
        this.meters = meters;
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("run-checks").daemon().factory());
    }

    void start() {
        long every = limits.lookEvery().toMillis();
        timer.scheduleWithFixedDelay(
                () -> attempt("Checks were not looked for", this::look), every, every, TimeUnit.MILLISECONDS);
    }

    /** What fails must end neither the timer nor the other checks. */
    private static void attempt(String otherwise, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                LOG.warn("{}; the store is away: {}", otherwise, failure.toString());
            } else {
                LOG.error(otherwise, failure);
            }
        }
    }

    private void look() {
        List<Check.Pending> due;
        do {
            due = checks.takeUp(now(), now().plus(LEASE), BATCH);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Check.Pending check : due) {
                    String otherwise = "Check " + check.subject().id() + " was not made";
                    threads.execute(() -> attempt(otherwise, () -> ask(check)));
                }
            }
        } while (due.size() == BATCH && !timer.isShutdown());
    }

    private void ask(Check.Pending check) {
        Check.Subject subject = check.subject();
        PersonalData person = persons.find(subject.tenantId(), subject.userId());
        List<KycDocument> shown = documents.of(subject.tenantId(), subject.userId(), subject.documentIds());
        KycProvider.Answer answer =
                person == null || shown.size() != subject.documentIds().size()
                        ? new KycProvider.Answer.Decided(CheckState.INCONCLUSIVE, List.of(CheckReason.NOT_TOLD), "{}")
                        : provider.ask(check, new KycProvider.Shown(person, shown));
        keep(check, answer);
    }

    private void keep(Check.Pending check, KycProvider.Answer answer) {
        Check.Subject subject = check.subject();
        String outcome = transactions.inTransaction(unit -> {
            if (!(checks.find(unit, subject.tenantId(), subject.id()) instanceof Check.Pending pending)) {
                return "known";
            }
            return switch (answer) {
                case KycProvider.Answer.Decided(CheckState state, List<CheckReason> reasons, String raw) ->
                    decide(unit, pending, state, reasons, raw);
                case KycProvider.Answer.Unknown(String why) -> later(unit, pending, why);
            };
        });
        meters.counter("coffer.kyc.checks", "kind", subject.kind().name(), "outcome", outcome)
                .increment();
    }

    private String later(UnitOfWork unit, Check.Pending check, String why) {
        LOG.info("Check {}: no answer at attempt {}: {}", check.subject().id(), check.attempts(), why);
        if (check.attempts() >= limits.tries()) {
            return decide(unit, check, CheckState.INCONCLUSIVE, List.of(CheckReason.PROVIDER_UNAVAILABLE), null);
        }
        checks.save(unit, check, now().plus(limits.waitAfter(check.attempts())));
        return "unknown";
    }

    private String decide(
            UnitOfWork unit, Check.Pending check, CheckState state, List<CheckReason> reasons, @Nullable String raw) {
        Check.Subject subject = check.subject();
        changes.save(unit, check.decide(state, reasons, raw, now()), now());
        switch (state) {
            case PASSED -> documents.verify(unit, subject.tenantId(), about(check));
            case FAILED -> documents.reject(unit, subject.tenantId(), about(check), sentence(reasons));
            case INCONCLUSIVE, PENDING -> {
                // A person looks at it.
            }
        }
        return state.name();
    }

    /** A selfie is decided, and not the document that it was compared with. */
    private static List<String> about(Check.Pending check) {
        List<String> shown = check.subject().documentIds();
        return check.subject().kind() == CheckKind.LIVENESS ? shown.subList(0, Math.min(1, shown.size())) : shown;
    }

    private static String sentence(List<CheckReason> reasons) {
        return reasons.stream().map(CheckReason::sentence).collect(Collectors.joining(" "));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Lets the checks that are being made come to their end. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
