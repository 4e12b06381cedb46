package dev.coffer.bonus.offer;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The field of {@code simulation.graphqls}. */
@DgsComponent
class SimulationFetcher {

    private final SimulateOffers simulateOffers;
    private final RunningTemplates templates;
    private final Players players;
    private final Currencies currencies;
    private final Clock clock;

    SimulationFetcher(
            SimulateOffers simulateOffers,
            RunningTemplates templates,
            Players players,
            Currencies currencies,
            Clock clock) {
        this.simulateOffers = simulateOffers;
        this.templates = templates;
        this.players = players;
        this.currencies = currencies;
        this.clock = clock;
    }

    @GraphQlName("BonusSimulation")
    record SimulationView(
            String templateCode,
            int version,
            Trigger trigger,
            List<String> words,
            List<SimulatedView> results,
            MoneyView total) {}

    @GraphQlName("BonusSimulated")
    record SimulatedView(
            @Nullable String userId,
            boolean isGiven,
            List<WhyNot> whyNot,
            @Nullable MoneyView value,
            @Nullable MoneyView toWager,
            boolean needsApproval) {

        static SimulatedView of(@Nullable String userId, SimulateOffers.Result result) {
            Money value = result.value();
            Money toWager = result.toWager();
            return new SimulatedView(
                    userId,
                    value != null,
                    result.whyNot(),
                    value == null ? null : MoneyView.of(value),
                    toWager == null ? null : MoneyView.of(toWager),
                    result.needsApproval());
        }
    }

    @DgsQuery
    SimulationView simulateBonusTemplate(
            @InputArgument SimulationInputs.SimulateInput input, DgsDataFetchingEnvironment environment) {
        String tenantId = Callers.caller(environment).tenantId();
        List<SimulateOffers.Sample> samples = input.samples(tenantId, players, currencies);
        RunningTemplate template = templates.asIf(tenantId, input.templateCode(), input.version());
        if (template == null) {
            throw CodedException.notFound("bonus template", input.templateCode());
        }
        Trigger trigger = input.triggerOf(template);
        Instant at = input.at() == null ? clock.instant() : input.at();
        return view(input, template, trigger, simulateOffers.simulate(template, trigger, at, samples));
    }

    private static SimulationView view(
            SimulationInputs.SimulateInput input,
            RunningTemplate template,
            Trigger trigger,
            List<SimulateOffers.Result> results) {
        List<SimulatedView> views = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            views.add(SimulatedView.of(input.samples().get(i).userId(), results.get(i)));
        }
        long total = results.stream()
                .map(SimulateOffers.Result::value)
                .filter(Objects::nonNull)
                .mapToLong(Money::minor)
                .reduce(0, Math::addExact);
        return new SimulationView(
                template.code(),
                template.version(),
                trigger,
                template.words(),
                views,
                MoneyView.of(new Money(total, template.content().currency())));
    }
}
