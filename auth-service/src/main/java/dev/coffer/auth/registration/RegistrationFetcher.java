package dev.coffer.auth.registration;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.user.Tenants;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.core.graphql.Clients;
import dev.coffer.core.graphql.Refusal;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** The fields of {@code registration.graphqls}. */
@DgsComponent
class RegistrationFetcher {

    private final ConfirmRegistration confirmRegistration;
    private final NetworkLimits networkLimits;
    private final Tenants tenants;

    RegistrationFetcher(ConfirmRegistration confirmRegistration, NetworkLimits networkLimits, Tenants tenants) {
        this.confirmRegistration = confirmRegistration;
        this.networkLimits = networkLimits;
        this.tenants = tenants;
    }

    record ConfirmRegistrationInput(@Nullable String tenant, String id, String code) {

        @Override
        public String toString() {
            return "ConfirmRegistrationInput[***]";
        }
    }

    @DgsMutation(field = "confirmRegistration")
    Object confirm(@InputArgument ConfirmRegistrationInput input, DataFetchingEnvironment environment) {
        String tenantId = tenants.resolve(input.tenant());
        return networkLimits.hold(
                NetworkRule.PROOF,
                Clients.client(environment),
                () -> answer(confirmRegistration.confirm(tenantId, input.id(), input.code())));
    }

    private static Object answer(ConfirmRegistration.Result result) {
        return switch (result) {
            case ConfirmRegistration.Result.Confirmed(User user) -> user;
            case ConfirmRegistration.Result.NotProved(CodeRefusal reason) -> CodeRefusal.ofTyped(reason);
            case ConfirmRegistration.Result.Undone(UserRefusal reason) -> Refusal.of(reason, reason.meaning());
        };
    }
}
