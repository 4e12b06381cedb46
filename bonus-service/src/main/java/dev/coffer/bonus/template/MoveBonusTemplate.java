package dev.coffer.bonus.template;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Publishes, pauses and archives templates. What is asked for twice is done once and answered the same. */
final class MoveBonusTemplate {

    private final BonusTemplates templates;
    private final Transactions transactions;
    private final Clock clock;

    MoveBonusTemplate(BonusTemplates templates, Transactions transactions, Clock clock) {
        this.templates = templates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param version the latest that the operator has seen */
    record Command(String tenantId, String code, int version, String operatorId) {}

    private sealed interface Move {

        record To(Stage stage) implements Move {}

        record Stay() implements Move {}

        record No(TemplateRefusal code) implements Move {}
    }

    @FunctionalInterface
    private interface Decision {

        Move decide(UnitOfWork unit, BonusTemplate template, Instant now);
    }

    /** Lets awards be given under the latest version. */
    TemplateResult publish(Command command) {
        return move(command, this::publishing);
    }

    /** Lets no award be given until it is published again. */
    TemplateResult pause(Command command) {
        return move(command, (unit, template, now) -> pausing(template.stage()));
    }

    /** Ends the template for ever. */
    TemplateResult archive(Command command) {
        return move(command, (unit, template, now) -> archiving(template.stage()));
    }

    private TemplateResult move(Command command, Decision decision) {
        return transactions.inTransaction(unit -> {
            BonusTemplate before = templates.find(unit, command.tenantId(), command.code());
            if (before == null) {
                throw CodedException.notFound("bonus template", command.code());
            }
            if (before.latest().number() != command.version()) {
                return new TemplateResult.Refused(TemplateRefusal.BONUS_TEMPLATE_CHANGED);
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return switch (decision.decide(unit, before, now)) {
                case Move.No(TemplateRefusal code) -> new TemplateResult.Refused(code);
                case Move.Stay() -> new TemplateResult.Changed(before);
                case Move.To(Stage stage) -> {
                    BonusTemplate after = before.at(stage, now, command.operatorId());
                    templates.replace(unit, before, after);
                    yield new TemplateResult.Changed(after);
                }
            };
        });
    }

    private Move publishing(UnitOfWork unit, BonusTemplate template, Instant now) {
        TemplateContent content = template.latest().content();
        if (template.stage() instanceof Stage.Archived) {
            return new Move.No(TemplateRefusal.BONUS_TEMPLATE_ARCHIVED);
        }
        Instant until = content.schedule().until();
        if (until != null && !until.isAfter(now)) {
            return new Move.No(TemplateRefusal.BONUS_TEMPLATE_OVER);
        }
        String promoCode = content.promoCode();
        String holder = promoCode == null ? null : templates.withPromoCode(unit, template.tenantId(), promoCode);
        if (holder != null && !holder.equals(template.code())) {
            return new Move.No(TemplateRefusal.PROMO_CODE_TAKEN);
        }
        return switch (template.stage()) {
            case Stage.Draft draft -> new Move.To(draft.publish(template.latest()));
            case Stage.Paused paused -> new Move.To(paused.publish(template.latest()));
            case Stage.Published published ->
                published.running().number() == template.latest().number()
                        ? new Move.Stay()
                        : new Move.To(published.publish(template.latest()));
            case Stage.Archived archived -> new Move.No(TemplateRefusal.BONUS_TEMPLATE_ARCHIVED);
        };
    }

    private static Move pausing(Stage stage) {
        return switch (stage) {
            case Stage.Published published -> new Move.To(published.pause());
            case Stage.Paused paused -> new Move.Stay();
            case Stage.Draft draft -> new Move.No(TemplateRefusal.BONUS_TEMPLATE_NOT_PUBLISHED);
            case Stage.Archived archived -> new Move.No(TemplateRefusal.BONUS_TEMPLATE_ARCHIVED);
        };
    }

    private static Move archiving(Stage stage) {
        return switch (stage) {
            case Stage.Draft draft -> new Move.To(draft.archive());
            case Stage.Published published -> new Move.To(published.archive());
            case Stage.Paused paused -> new Move.To(paused.archive());
            case Stage.Archived archived -> new Move.Stay();
        };
    }
}
