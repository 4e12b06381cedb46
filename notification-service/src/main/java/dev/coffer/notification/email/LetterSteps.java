package dev.coffer.notification.email;

import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaRun;
import dev.coffer.core.saga.Step;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * The way of one letter: sent, with growing pauses while its post is away, and recorded. Where the process dies between the two it
 * is sent once more, with the same id.
 */
final class LetterSteps {

    static final String SAGA = "letter";

    /** Longer than a mail server's night; codes expire long before and are given up then. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final Posts posts;
    private final OpenSealed openSealed;
    private final RenderMail render;
    private final LetterContents contents;
    private final Deliveries deliveries;
    private final DeliveryMeters meters;
    private final Transactions transactions;
    private final Clock clock;

    LetterSteps(
            Posts posts,
            OpenSealed openSealed,
            RenderMail render,
            LetterContents contents,
            Deliveries deliveries,
            DeliveryMeters meters,
            Transactions transactions,
            Clock clock) {
        this.posts = posts;
        this.openSealed = openSealed;
        this.render = render;
        this.contents = contents;
        this.deliveries = deliveries;
        this.meters = meters;
        this.transactions = transactions;
        this.clock = clock;
    }

    Saga<Letter> saga() {
        return Saga.named(SAGA, 2, Letter.class)
                .step(Step.<Letter, Boolean>call("send", this::send, (letter, sent) -> letter.sent())
                        .within(PATIENCE)
                        .compensate(this::giveUp))
                .step(Step.local("record", this::record));
    }

    private StepResult<Boolean> send(SagaRun<Letter> run) throws Post.NotNow {
        Letter letter = run.data();
        if (letter.expiresAt() != null && !clock.instant().isBefore(letter.expiresAt())) {
            return refused(run, "it expired before it was sent");
        }
        String sealed = Objects.requireNonNull(letter.sealed(), "a letter is sealed until it is sent");
        deliveries.countTry(run.tenantId(), letter.deliveryId());
        Mail mail = mail(run.tenantId(), letter, openSealed.open(sealed, letter.boundTo()));
        String refusal = posts.of(letter.channel()).send(mail);
        return refusal == null ? StepResult.done(true) : refused(run, refusal);
    }

    private Mail mail(String tenantId, Letter letter, OpenSealed.Opened opened) {
        String content = letter.content();
        return content == null
                ? render.render(letter, opened)
                : contents.open(tenantId, letter.deliveryId(), content).to(letter, opened.contact());
    }

    /** Recorded at once: a step that was refused at its first try is not undone. */
    private StepResult<Boolean> refused(SagaRun<Letter> run, String reason) {
        transactions.run(unit -> fail(run, unit, reason));
        return StepResult.refused(reason);
    }

    private void giveUp(SagaRun<Letter> run, UnitOfWork unit) {
        fail(run, unit, "its post did not take it in time");
    }

    private void fail(SagaRun<Letter> run, UnitOfWork unit, String reason) {
        deliveries.failed(unit, run.tenantId(), run.data().deliveryId(), reason, clock.instant());
        meters.failed(run.data().channel());
    }

    private StepResult<Letter> record(SagaRun<Letter> run, UnitOfWork unit) {
        deliveries.sent(unit, run.tenantId(), run.data().deliveryId(), clock.instant());
        meters.sent(run.data().channel());
        return StepResult.done(run.data());
    }
}
