package dev.coffer.auth.user;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.FieldChecks;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code user.graphqls}. */
final class UserInputs {

    private UserInputs() {}

    /** {@code RegisterInput}. It has no field for roles: who registers is a user and nothing else. */
    record RegisterInput(
            @Nullable String tenant,
            @Nullable String email,
            @Nullable String phone,
            String password,
            String displayName,
            @Nullable String locale,
            @Nullable String referralCode) {

        NewUser toNewUser(Tenants tenants) {
            FieldChecks checks = new FieldChecks();
            return NewUser.parse(
                    checks,
                    checks.read("input.tenant", () -> tenants.resolve(tenant)),
                    email,
                    phone,
                    displayName,
                    locale,
                    password,
                    referralCode,
                    Set.of(BuiltInRoles.USER));
        }

        @Override
        public String toString() {
            return "RegisterInput[***]";
        }
    }

    /** {@code UserFilter}. */
    record UserFilterInput(
            @Nullable UserStatus status,
            @Nullable String role,
            @Nullable String contact) {

        UserFilter toFilter() {
            return new UserFilter(status, role, contact == null ? null : canonical(contact));
        }

        private static String canonical(String typed) {
            try {
                return Contact.parse(typed).value();
            } catch (IllegalArgumentException wrong) {
                throw new CodedException(
                        CommonError.INVALID_INPUT, String.valueOf(wrong.getMessage()), "filter.contact", wrong);
            }
        }
    }

    /** {@code AssignRoleInput} and {@code RevokeRoleInput}. */
    record RoleInput(String userId, String role) {}

    /** {@code LockUserInput}, {@code UnlockUserInput}, {@code ForcePasswordResetInput} and {@code EndUserSessionsInput}. */
    record UserIdInput(String userId) {}
}
