package dev.coffer.bonus.player;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.store.Transactions;
import org.jspecify.annotations.Nullable;

/** The mutation of {@code household.graphqls}. */
@DgsComponent
class HouseholdFetcher {

    private static final int LONGEST_USER = 100;

    private final Households households;
    private final Transactions transactions;

    HouseholdFetcher(Households households, Transactions transactions) {
        this.households = households;
        this.transactions = transactions;
    }

    record HouseholdInput(String userId, @Nullable String household) {

        /** @throws dev.coffer.core.errors.CodedException INVALID_INPUT naming every field that is wrong */
        void require() {
            FieldChecks checks = new FieldChecks();
            checks.read("input.userId", () -> text(userId, LONGEST_USER));
            checks.read("input.household", () -> household == null ? "" : text(household, Households.LONGEST));
            checks.require();
        }

        private static String text(String given, int longest) {
            if (given.isBlank() || given.length() > longest) {
                throw new IllegalArgumentException("1 to " + longest + " characters.");
            }
            return given;
        }
    }

    @GraphQlName("BonusHousehold")
    record HouseholdView(String userId, boolean isSet) {}

    @DgsMutation
    HouseholdView setBonusHousehold(@InputArgument HouseholdInput input, DgsDataFetchingEnvironment environment) {
        input.require();
        String tenantId = Callers.caller(environment).tenantId();
        transactions.run(unit -> households.set(unit, tenantId, input.userId(), input.household()));
        return new HouseholdView(input.userId(), households.isSet(tenantId, input.userId()));
    }
}
