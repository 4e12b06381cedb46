package dev.coffer.bonus.offer;

import dev.coffer.bonus.award.AwardHistory;
import dev.coffer.bonus.award.AwardHistory.Given;
import dev.coffer.bonus.award.GiveBonus;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds among many players those who may be due a template's bonus, by what was last committed: without a transaction, without holding
 * anybody, and with a few reads for all of them. Whoever is found is decided about again when it is given; whoever is not would have
 * been refused at this moment.
 */
public final class SiftOffers {

    private final RunningTemplates templates;
    private final AwardHistory history;
    private final Spending spending;
    private final GiveBonus giveBonus;

    SiftOffers(RunningTemplates templates, AwardHistory history, Spending spending, GiveBonus giveBonus) {
        this.templates = templates;
        this.history = history;
        this.spending = spending;
        this.giveBonus = giveBonus;
    }

    /** A player who has an occasion. */
    public record Candidate(Player player, Occasion occasion) {}

    /** @param candidates of one tenant, with occasions of one moment @return those of them who may be due it, in their order */
    public List<Candidate> sift(RunningTemplate template, List<Candidate> candidates) {
        // By themselves first, which reads nothing: most are not meant at all.
        List<Candidate> meant = candidates.stream()
                .filter(one -> isDue(one, List.of(), Map.of(), template))
                .toList();
        List<Candidate> open = meant.isEmpty() ? meant : withoutGiven(template, meant);
        if (open.isEmpty()) {
            return open;
        }
        Candidate any = open.getFirst();
        boolean isLeft = spending.isLeft(
                any.player().tenantId(), template, any.occasion().at());
        return isLeft ? withoutRefused(template, open) : List.of();
    }

    private List<Candidate> withoutGiven(RunningTemplate template, List<Candidate> candidates) {
        List<String> keys = candidates.stream().map(one -> key(one, template)).toList();
        Set<String> given = giveBonus.given(candidates.getFirst().player().tenantId(), keys);
        return candidates.stream()
                .filter(one -> !given.contains(key(one, template)))
                .toList();
    }

    private static String key(Candidate candidate, RunningTemplate template) {
        return GiveOffers.key(candidate.occasion().key(), template);
    }

    private List<Candidate> withoutRefused(RunningTemplate template, List<Candidate> candidates) {
        String tenantId = candidates.getFirst().player().tenantId();
        List<String> userIds =
                candidates.stream().map(one -> one.player().userId()).toList();
        Map<String, List<Given>> against = history.against(tenantId, userIds, template.code());
        List<String> codes = against.values().stream()
                .flatMap(Collection::stream)
                .filter(Given::isOpen)
                .map(Given::templateCode)
                .distinct()
                .toList();
        Map<String, String> groups = template.content().stackingGroup() == null || codes.isEmpty()
                ? Map.of()
                : templates.groups(tenantId, codes);
        return candidates.stream()
                .filter(one -> isDue(one, against.getOrDefault(one.player().userId(), List.of()), groups, template))
                .toList();
    }

    private static boolean isDue(
            Candidate candidate, List<Given> given, Map<String, String> groups, RunningTemplate template) {
        return new Decide(candidate.player(), candidate.occasion(), given, groups).about(template)
                instanceof Decision.Due;
    }
}
