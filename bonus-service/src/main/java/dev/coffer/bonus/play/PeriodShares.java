package dev.coffer.bonus.play;

import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.TemplateContent;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What players lost or staked in a period, as a template counts it. */
public final class PeriodShares {

    private final Plays plays;

    PeriodShares(Plays plays) {
        this.plays = plays;
    }

    /** @param amount zero or below for who is due nothing */
    public record Share(String userId, Money amount) {}

    /**
     * The next users above {@code after} who played in the period, in their order.
     *
     * @param template with the trigger
     * @param trigger LOSSES or STAKES
     * @param day in the period
     */
    public List<Share> next(
            String tenantId, RunningTemplate template, Trigger trigger, LocalDate day, String after, int users) {
        TemplateContent.Play play = Objects.requireNonNull(template.content().play());
        String currency = template.content().currency().code();
        return plays.next(tenantId, play.period().label(day), currency, after, users).stream()
                .map(user -> {
                    Sum sum = HearPlay.total(play, user.games());
                    long minor = trigger == Trigger.LOSSES ? sum.lost() : sum.ownStaked();
                    return new Share(
                            user.userId(), new Money(minor, template.content().currency()));
                })
                .toList();
    }
}
