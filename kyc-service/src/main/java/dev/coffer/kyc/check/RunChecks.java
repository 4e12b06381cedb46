package dev.coffer.kyc.check;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.sweep.Sweep;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the provider what is due, outside of any transaction, and keeps what it says in one. A check that was taken up and not decided,
 * because the process ended or the provider was away, is taken up again when its lease is over. Any number of replicas may do so at once.
 *
 * <p>Metrics: {@code coffer.kyc.checks} by kind and outcome; {@code unknown} is an attempt without an answer, {@code underway} one that
 * will be answered later. {@code coffer.kyc.checks.failures} counts attempts that failed here.
 */
final class RunChecks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunChecks.class);
    private static final int BATCH = 16;
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
    private final Sweep sweep;

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
        this.sweep =
                new Sweep("run-checks", limits.lookEvery(), meters.counter("coffer.kyc.checks.failures")::increment);
    }

    void start() {
        sweep.start("Checks were not looked for", this::look);
    }

    private void look() {
        List<Check.Pending> due;
        do {
            Instant until = now().plus(LEASE);
            due = checks.takeUp(now(), until, BATCH);
            sweep.together(due, check -> "Check " + check.subject().id() + " was not made", check -> ask(check, until));
        } while (due.size() == BATCH && !sweep.isStopping());
    }

    private void ask(Check.Pending check, Instant until) {
        Check.Subject subject = check.subject();
        PersonalData person = persons.find(subject.tenantId(), subject.userId());
        List<KycDocument> shown = documents.of(subject.tenantId(), subject.userId(), subject.documentIds());
        KycProvider.Answer answer =
                person == null || shown.size() != subject.documentIds().size()
                        ? new KycProvider.Answer.Decided(CheckState.INCONCLUSIVE, List.of(CheckReason.NOT_TOLD), "{}")
                        : provider.ask(check, new KycProvider.Shown(person, shown));
        keep(check, answer, until);
    }

    private void keep(Check.Pending check, KycProvider.Answer answer, Instant until) {
        Check.Subject subject = check.subject();
        String outcome = transactions.inTransaction(unit -> {
            if (!(checks.find(unit, subject.tenantId(), subject.id()) instanceof Check.Pending pending)) {
                return "known";
            }
            return switch (answer) {
                case KycProvider.Answer.Decided(CheckState state, List<CheckReason> reasons, String raw) ->
                    decide(unit, pending, state, reasons, raw);
                case KycProvider.Answer.Underway underway -> await(unit, pending, until);
                case KycProvider.Answer.Unknown(String why) -> later(unit, pending, why);
            };
        });
        meters.counter("coffer.kyc.checks", "kind", subject.kind().name(), "outcome", outcome)
                .increment();
    }

    private String await(UnitOfWork unit, Check.Pending check, Instant until) {
        if (!now().isBefore(check.subject().createdAt().plus(limits.answerWithin()))) {
            return decide(unit, check, CheckState.INCONCLUSIVE, List.of(CheckReason.PROVIDER_UNAVAILABLE), null);
        }
        checks.rest(unit, check, until, now().plus(limits.pollEvery()));
        return "underway";
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
        sweep.close();
    }
}
