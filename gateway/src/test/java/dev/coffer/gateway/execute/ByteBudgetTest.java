package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    @Test
    void what_does_not_fit_is_not_taken_at_all() {
        ByteBudget budget = new ByteBudget(10);
        assertThat(budget.take(7)).isTrue();
        assertThat(budget.take(4)).isFalse();
        assertThat(budget.held()).isEqualTo(7);
        assertThat(budget.take(3)).isTrue();
        budget.giveBack(7);
        assertThat(budget.held()).isEqualTo(3);
    }

    @Test
    void what_is_held_already_counts_whether_it_fits_or_not() {
        ByteBudget budget = new ByteBudget(10);
        budget.hold(12);
        assertThat(budget.take(1)).isFalse();
        budget.giveBack(12);
        assertThat(budget.take(10)).isTrue();
    }

    @Test
    void a_budget_of_nothing_is_none() {
        assertThatThrownBy(() -> new ByteBudget(0)).hasMessageContaining("0");
    }
}
