package dev.coffer.bonus.offer;

import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.rule.KycTier;
import dev.coffer.bonus.selection.Selection;
import dev.coffer.bonus.selection.SelectionInput;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code simulation.graphqls}. */
final class SimulationInputs {

    private static final int MOST = 100;

    /** Nobody has it, and so nobody's history is looked at. */
    private static final String NOBODY = "";

    private SimulationInputs() {}

    /** {@code SimulateBonusTemplateInput}. */
    record SimulateInput(
            String templateCode,
            @Nullable Integer version,
            @Nullable Trigger trigger,
            @Nullable Instant at,
            List<SampleInput> samples) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        List<SimulateOffers.Sample> samples(String tenantId, Players players, Currencies currencies) {
            if (samples.isEmpty() || samples.size() > MOST) {
                throw CodedException.invalid("input.samples", "1 to " + MOST + " samples are looked at.");
            }
            FieldChecks checks = new FieldChecks();
            List<SimulateOffers.@Nullable Sample> read = new ArrayList<>();
            for (int i = 0; i < samples.size(); i++) {
                SampleInput sample = samples.get(i);
                String path = "input.samples[" + i + "]";
                read.add(checks.read(path, () -> sample.read(path, tenantId, players, currencies)));
            }
            checks.require();
            return read.stream().map(Objects::requireNonNull).toList();
        }

        /** @throws CodedException INVALID_INPUT where the template is not given on that occasion */
        Trigger triggerOf(RunningTemplate template) {
            List<Trigger> triggers = template.content().triggers();
            if (trigger != null && !triggers.contains(trigger)) {
                throw CodedException.invalid("input.trigger", Words.notTriggered(template));
            }
            return trigger == null ? triggers.getFirst() : trigger;
        }
    }

    /** {@code BonusSampleInput}. */
    record SampleInput(
            @Nullable String userId,
            @Nullable PlayerInput player,
            @Nullable MoneyInput amount,
            @Nullable List<SelectionInput> selections) {

        SimulateOffers.Sample read(String path, String tenantId, Players players, Currencies currencies) {
            Money money = amount == null ? null : amount.toPositiveMoney(currencies, path + ".amount");
            List<Selection> chosen = SelectionInput.read(path + ".selections", selections);
            if (userId != null && player == null) {
                return new SimulateOffers.Sample(players.find(tenantId, userId), money, chosen);
            }
            if (userId == null && player != null) {
                return new SimulateOffers.Sample(player.read(path + ".player", tenantId, currencies), money, chosen);
            }
            throw new IllegalArgumentException("Exactly one of userId and player says who it is.");
        }
    }

    /** {@code BonusSamplePlayerInput}. */
    record PlayerInput(
            @Nullable String country,
            @Nullable KycTier kycTier,
            @Nullable List<String> segments,
            @Nullable Integer deposits,
            @Nullable List<MoneyInput> deposited,
            @Nullable Instant registeredAt,
            @Nullable Instant lastDepositAt,
            @Nullable Integer purchases) {

        Player read(String path, String tenantId, Currencies currencies) {
            Map<String, Long> sums = new HashMap<>();
            List<MoneyInput> all = deposited == null ? List.of() : deposited;
            for (int i = 0; i < all.size(); i++) {
                Money sum = all.get(i).toPositiveMoney(currencies, path + ".deposited[" + i + "]");
                if (sums.put(sum.currency().code(), sum.minor()) != null) {
                    throw new IllegalArgumentException("deposited has two sums in " + sum.currency() + ".");
                }
            }
            return new Player(
                    tenantId,
                    NOBODY,
                    country,
                    kycTier == null ? KycTier.NONE : kycTier,
                    0,
                    segments == null ? List.of() : segments,
                    registeredAt,
                    count("deposits", deposits),
                    sums,
                    lastDepositAt,
                    count("purchases", purchases),
                    null,
                    Player.Visits.NONE);
        }

        private static int count(String field, @Nullable Integer given) {
            if (given != null && given < 0) {
                throw new IllegalArgumentException(field + " is 0 or more, not " + given + ".");
            }
            return given == null ? 0 : given;
        }
    }
}
