package dev.coffer.bonus.template;

import dev.coffer.bonus.award.AwardTerms.Wagering;
import dev.coffer.bonus.award.AwardTerms.Weight;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a template that are about amounts: what an award is worth and what is to be wagered. */
final class ValueReader {

    static final int MAX_TIERS = 20;
    static final int MAX_PRIZES = 50;
    static final int MAX_PLACES = 1_000;
    static final int MAX_UNITS = 1_000_000;
    static final int MAX_WEIGHTS = 50;
    static final int MAX_GAMES = 200;
    static final int MAX_NAME = 100;

    /** No share and no wagering is more than this many times its base; what a template may say is bounded further. */
    private static final BigDecimal ABSURD = BigDecimal.valueOf(1_000_000);

    private static final int DECIMALS = 2;
    private static final int WHOLE = 100;

    private final Currencies currencies;
    private final FieldChecks checks;

    ValueReader(Currencies currencies, FieldChecks checks) {
        this.currencies = currencies;
        this.checks = checks;
    }

    @Nullable
    BonusValue value(String path, TemplateForm.Value form) {
        long given = Stream.of(form.fixed(), form.percentage(), form.tiers(), form.freeUnits(), form.prizes())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            return wrong(
                    path,
                    "A value is exactly one of fixed, percentage, tiers, freeUnits and prizes, not " + given + ".");
        }
        if (form.tiers() != null) {
            return tiers(path + ".tiers", form.tiers());
        }
        if (form.freeUnits() != null) {
            return units(path + ".freeUnits", form.freeUnits());
        }
        if (form.prizes() != null) {
            return prizes(path + ".prizes", form.prizes());
        }
        return worth(path, form.fixed(), form.percentage());
    }

    private @Nullable BonusValue prizes(String path, TemplateForm.Prizes form) {
        Money pool = money(path + ".pool", form.pool());
        if (form.places().isEmpty() || form.places().size() > MAX_PRIZES) {
            return wrong(
                    path + ".places",
                    "1 to " + MAX_PRIZES + " prizes, not " + form.places().size() + ".");
        }
        List<BonusValue.Prize> prizes = new ArrayList<>();
        for (int i = 0; i < form.places().size(); i++) {
            TemplateForm.Prize prize = form.places().get(i);
            String at = path + ".places[" + i + "]";
            Integer hundredths = hundredths(at + ".percent", prize.percent());
            int to = prize.to() == null ? prize.from() : prize.to();
            if (prize.from() < 1 || to < prize.from() || to > MAX_PLACES) {
                wrong(at, "From a place on to one that is not before it, within 1 to " + MAX_PLACES + ".");
            } else if (hundredths != null) {
                prizes.add(new BonusValue.Prize(prize.from(), to, hundredths));
            }
        }
        return pool == null || prizes.isEmpty() ? null : new BonusValue.Prizes(pool, prizes);
    }

    private @Nullable BonusValue worth(
            String path, @Nullable MoneyInput fixed, TemplateForm.@Nullable Percentage percentage) {
        if ((fixed == null) == (percentage == null)) {
            return wrong(path, "Give 'fixed' or 'percentage', and not both.");
        }
        if (percentage != null) {
            return percentage(path + ".percentage", percentage);
        }
        Money amount = money(path + ".fixed", fixed);
        return amount == null ? null : new BonusValue.Fixed(amount);
    }

    private @Nullable BonusValue percentage(String path, TemplateForm.Percentage form) {
        Integer hundredths = hundredths(path + ".percent", form.percent());
        Currency currency = checks.read(path + ".currency", () -> currencies.get(form.currency()));
        Money cap = money(path + ".cap", form.cap());
        return hundredths == null || currency == null ? null : new BonusValue.Percentage(hundredths, currency, cap);
    }

    private @Nullable BonusValue tiers(String path, List<TemplateForm.Tier> forms) {
        if (forms.isEmpty() || forms.size() > MAX_TIERS) {
            return wrong(path, "1 to " + MAX_TIERS + " tiers, not " + forms.size() + ".");
        }
        List<BonusValue.Tier> tiers = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            TemplateForm.Tier form = forms.get(i);
            String at = path + "[" + i + "]";
            Money from = checks.read(at + ".from", () -> notNegative(form.from(), at + ".from"));
            Money below = money(at + ".below", form.below());
            BonusValue worth = worth(at, form.fixed(), form.percentage());
            if (from != null && worth != null) {
                tiers.add(new BonusValue.Tier(from, below, worth));
            }
        }
        return tiers.isEmpty() ? null : new BonusValue.Tiers(tiers);
    }

    private Money notNegative(MoneyInput input, String path) {
        Money money = input.toMoney(currencies, path);
        if (money.isNegative()) {
            throw new IllegalArgumentException("A tier begins at zero or above, not at " + money + ".");
        }
        return money;
    }

    private @Nullable BonusValue units(String path, TemplateForm.FreeUnits form) {
        Money worth = money(path + ".worth", form.worth());
        if (form.count() < 1 || form.count() > MAX_UNITS) {
            return wrong(path + ".count", "1 to " + MAX_UNITS + ", not " + form.count() + ".");
        }
        if (worth != null && worth.minor() > Long.MAX_VALUE / form.count()) {
            return wrong(path + ".worth", "All units together are worth more than can be counted.");
        }
        return worth == null ? null : new BonusValue.FreeUnits(form.count(), worth);
    }

    /** @return null as well where nothing is to be wagered */
    @Nullable
    Wagering wagering(String path, TemplateForm.@Nullable Wagering form) {
        if (form == null) {
            return null;
        }
        Integer times = hundredths(path + ".times", form.times());
        Money maximumBet = money(path + ".maximumBet", form.maximumBet());
        List<Weight> weights = weights(path + ".weights", form.weights() == null ? List.of() : form.weights());
        return times == null
                ? null
                : new Wagering(times, Boolean.TRUE.equals(form.countsDeposit()), maximumBet, weights);
    }

    private List<Weight> weights(String path, List<TemplateForm.Weight> forms) {
        if (forms.size() > MAX_WEIGHTS) {
            wrong(path, "At most " + MAX_WEIGHTS + " weights.");
            return List.of();
        }
        List<Weight> weights = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            TemplateForm.Weight form = forms.get(i);
            String at = path + "[" + i + "]";
            if (form.percent() < 0 || form.percent() > WHOLE) {
                wrong(at + ".percent", "0 to 100, not " + form.percent() + "; 0 excludes the games.");
            }
            if (form.product().isBlank() || form.product().length() > MAX_NAME) {
                wrong(at + ".product", "1 to " + MAX_NAME + " characters.");
            }
            if (form.games().isEmpty()
                    || form.games().size() > MAX_GAMES
                    || form.games().stream().anyMatch(game -> game.isBlank() || game.length() > MAX_NAME)) {
                wrong(at + ".games", "1 to " + MAX_GAMES + " ids of games, each of 1 to " + MAX_NAME + " characters.");
            }
            weights.add(new Weight(form.product(), form.games(), form.percent()));
        }
        return weights;
    }

    private @Nullable Integer hundredths(String path, String text) {
        return checks.read(path, () -> {
            BigDecimal number = new BigDecimal(text);
            if (number.scale() > DECIMALS || number.signum() <= 0 || number.compareTo(ABSURD) > 0) {
                throw new IllegalArgumentException(
                        "More than zero, at most " + ABSURD + ", with at most two decimals, not " + text + ".");
            }
            return number.movePointRight(DECIMALS).intValueExact();
        });
    }

    private @Nullable Money money(String path, @Nullable MoneyInput input) {
        return input == null ? null : checks.read(path, () -> input.toPositiveMoney(currencies, path));
    }

    private <T> @Nullable T wrong(String path, String sentence) {
        return checks.read(path, () -> {
            throw new IllegalArgumentException(sentence);
        });
    }
}
