package dev.coffer.bonus.template;

import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.core.money.Money;
import java.time.Duration;
import java.util.List;

/**
 * A published template, as awards are given under it.
 *
 * @param version which of its versions runs
 * @param words what it says, in sentences for players
 */
public record RunningTemplate(String code, int version, TemplateContent content, List<String> words) {

    /** An award that is the player's at once is never asked whether it has expired; it carries a time all the same. */
    private static final Duration UNUSED = Duration.ofDays(1);

    public RunningTemplate {
        words = List.copyOf(words);
    }

    static RunningTemplate of(String code, TemplateVersion version) {
        return new RunningTemplate(code, version.number(), version.content(), TemplateWords.of(version.content()));
    }

    /** Whether an award of this worth waits for a second operator. */
    public boolean needsApproval(Money value) {
        Money above = content.approvalAbove();
        return above != null && value.compareTo(above) > 0;
    }

    /** What an award that is given now is kept with. */
    public AwardTerms terms() {
        return new AwardTerms(
                code,
                version,
                content.type().name(),
                content.name(),
                content.validFor() == null ? UNUSED : content.validFor(),
                content.wagering(),
                content.winCap(),
                content.isSticky(),
                content.forfeitsOnWithdrawal());
    }
}
