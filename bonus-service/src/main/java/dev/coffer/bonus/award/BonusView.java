package dev.coffer.bonus.award;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Money;
import dev.coffer.core.permission.Owned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type {@code Bonus}. */
@GraphQlName("Bonus")
public record BonusView(
        String id,
        String ownerId,
        String templateCode,
        String name,
        MoneyView value,
        AwardState.Status state,
        @Nullable String reason,
        MoneyView held,
        MoneyView converted,
        WageringView wagering,
        TermsView terms,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt,
        Instant awardedAt)
        implements Owned {

    /** The type {@code BonusWagering}. */
    @GraphQlName("BonusWagering")
    record WageringView(MoneyView required, MoneyView wagered, int percent) {}

    /** The type {@code BonusTerms}. */
    @GraphQlName("BonusTerms")
    record TermsView(
            int templateVersion,
            String type,
            @Nullable MoneyView maximumBet,
            @Nullable MoneyView winCap,
            boolean isSticky,
            boolean forfeitsOnWithdrawal,
            List<WeightView> weights) {}

    /** The type {@code BonusWeight}. */
    @GraphQlName("BonusWeight")
    record WeightView(String product, List<String> games, int percent) {}

    /** As clients see it. */
    public static BonusView of(Award award) {
        AwardTerms terms = award.terms();
        AwardState.Over over = award.state() instanceof AwardState.Over it ? it : null;
        return new BonusView(
                award.id(),
                award.userId(),
                terms.templateCode(),
                terms.name(),
                MoneyView.of(award.value()),
                award.state().status(),
                reason(award.state()),
                money(award, award.money().held()),
                money(award, award.money().converted()),
                wagering(award),
                terms(terms),
                award.state() instanceof AwardState.Open open ? open.until() : null,
                over == null ? null : over.at(),
                award.awardedAt());
    }

    private static @Nullable String reason(AwardState state) {
        return switch (state) {
            case AwardState.Over over -> over.reason();
            case AwardState.Locked locked -> locked.reason();
            case AwardState.Pending pending -> null;
            case AwardState.Open open -> null;
            case AwardState.RequirementsMet met -> null;
        };
    }

    private static MoneyView money(Award award, long minor) {
        return MoneyView.of(new Money(minor, award.value().currency()));
    }

    private static WageringView wagering(Award award) {
        return new WageringView(
                money(award, award.required()), money(award, award.money().wagered()), award.percent());
    }

    private static TermsView terms(AwardTerms terms) {
        AwardTerms.Wagering wagering = terms.wagering();
        Money maximumBet = wagering == null ? null : wagering.maximumBet();
        return new TermsView(
                terms.templateVersion(),
                terms.type(),
                maximumBet == null ? null : MoneyView.of(maximumBet),
                terms.winCap() == null ? null : MoneyView.of(terms.winCap()),
                terms.isSticky(),
                terms.forfeitsOnWithdrawal(),
                wagering == null
                        ? List.of()
                        : wagering.weights().stream()
                                .map(weight -> new WeightView(weight.product(), weight.games(), weight.percent()))
                                .toList());
    }
}
