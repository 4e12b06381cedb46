package dev.coffer.auth.registration;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.user.Tenants;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.core.graphql.Refusal;
import org.jspecify.annotations.Nullable;

/** The fields of {@code registration.graphqls}. */
@DgsComponent
class RegistrationFetcher {

    private final ConfirmRegistration confirmRegistration;
    private final Tenants tenants;

    RegistrationFetcher(ConfirmRegistration confirmRegistration, Tenants tenants) {
        this.confirmRegistration = confirmRegistration;
        this.tenants = tenants;
    }

    record ConfirmRegistrationInput(@Nullable String tenant, String id, String code) {

        @Override
        public String toString() {
            return "ConfirmRegistrationInput[***]";
        }
    }

    @DgsMutation(field = "confirmRegistration")
    Object confirm(@InputArgument ConfirmRegistrationInput input) {
        return switch (confirmRegistration.confirm(tenants.resolve(input.tenant()), input.id(), input.code())) {
            case ConfirmRegistration.Result.Confirmed(User user) -> user;
            case ConfirmRegistration.Result.NotProved(CodeRefusal reason) -> CodeRefusal.ofTyped(reason);
            case ConfirmRegistration.Result.Undone(UserRefusal reason) -> Refusal.of(reason, reason.meaning());
        };
    }
}
