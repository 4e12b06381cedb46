package dev.coffer.bonus.offer;

import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.selection.Selection;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works out what a version of a template would give to whom, by the decision that also gives. Writes nothing. */
final class SimulateOffers {

    private final GiveOffers offers;
    private final Transactions transactions;

    SimulateOffers(GiveOffers offers, Transactions transactions) {
        this.offers = offers;
        this.transactions = transactions;
    }

    /** @param amount of the occasion; null without one @param selections what was chosen for it */
    record Sample(Player player, @Nullable Money amount, List<Selection> selections) {

        Sample {
            selections = List.copyOf(selections);
        }
    }

    /**
     * @param whyNot empty where it would be given
     * @param value null where it would not
     * @param toWager null where nothing would have to be
     */
    record Result(
            List<WhyNot> whyNot,
            @Nullable Money value,
            @Nullable Money toWager,
            boolean needsApproval) {

        Result {
            whyNot = List.copyOf(whyNot);
        }
    }

    List<Result> simulate(RunningTemplate template, Trigger trigger, Instant at, List<Sample> samples) {
        return samples.stream()
                .map(sample -> one(template, trigger, at, sample))
                .toList();
    }

    private Result one(RunningTemplate template, Trigger trigger, Instant at, Sample sample) {
        Occasion occasion = new Occasion(trigger, "simulation", at, sample.amount(), sample.selections(), false);
        Decision decision =
                transactions.inTransaction(unit -> offers.preview(unit, sample.player(), occasion, template));
        return switch (decision) {
            case Decision.Refused refused -> new Result(refused.reasons(), null, null, false);
            case Decision.Due due -> given(template, occasion, Objects.requireNonNull(due.value()));
        };
    }

    private static Result given(RunningTemplate template, Occasion occasion, Money value) {
        long required = template.terms().required(value, occasion.deposit());
        return new Result(
                List.of(),
                value,
                template.content().wagering() == null ? null : new Money(required, value.currency()),
                template.needsApproval(value));
    }
}
