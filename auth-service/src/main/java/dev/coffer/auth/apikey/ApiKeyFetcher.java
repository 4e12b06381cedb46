package dev.coffer.auth.apikey;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.apikey.ApiKeyResult.Made;
import dev.coffer.auth.apikey.ApiKeyResult.Refused;
import dev.coffer.auth.apikey.ApiKeyResult.Revoked;
import dev.coffer.auth.user.Refusals;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of {@code apikey.graphqls}. */
@DgsComponent
class ApiKeyFetcher {

    private final FindApiKeys find;
    private final CreateApiKey createKey;
    private final RevokeApiKeys revokeKeys;
    private final CreateServiceAccount createAccount;
    private final Clock clock;

    ApiKeyFetcher(
            FindApiKeys find,
            CreateApiKey createKey,
            RevokeApiKeys revokeKeys,
            CreateServiceAccount createAccount,
            Clock clock) {
        this.find = find;
        this.createKey = createKey;
        this.revokeKeys = revokeKeys;
        this.createAccount = createAccount;
        this.clock = clock;
    }

    /** {@code CreateApiKeyInput}. */
    record CreateApiKeyInput(
            @Nullable String accountId,
            String name,
            List<String> scopes,
            @Nullable Instant expiresAt) {}

    /** {@code RevokeApiKeyInput}. */
    record RevokeApiKeyInput(String id) {}

    /** {@code CreateServiceAccountInput}. */
    record CreateServiceAccountInput(String name, List<String> roles) {}

    /** {@code ApiKey}. */
    @GraphQlName("ApiKey")
    record ApiKeyView(
            String id,
            String accountId,
            String prefix,
            String name,
            List<String> scopes,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static ApiKeyView of(ApiKey key) {
            return new ApiKeyView(
                    key.id(),
                    key.userId(),
                    key.prefix(),
                    key.name(),
                    key.scopes().stream().map(Object::toString).toList(),
                    key.createdBy(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }
    }

    /** {@code NewApiKey}. */
    @GraphQlName("NewApiKey")
    record NewApiKeyView(String key, ApiKeyView apiKey) {

        @Override
        public String toString() {
            return "NewApiKeyView[key=***, apiKey=" + apiKey + "]";
        }
    }

    @DgsQuery
    Connection<ApiKeyView> apiKeys(
            @InputArgument @Nullable String accountId,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        PageRequest page = PageRequest.of(first, after, last, before);
        return find.of(Callers.caller(environment), accountId, page, isCounted(environment))
                .map(ApiKeyView::of);
    }

    @DgsQuery
    Connection<User> serviceAccounts(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        PageRequest page = PageRequest.of(first, after, last, before);
        return find.services(Callers.caller(environment), page, isCounted(environment));
    }

    @DgsMutation
    Object createServiceAccount(@InputArgument CreateServiceAccountInput input, DataFetchingEnvironment environment) {
        FieldChecks checks = new FieldChecks();
        String name = checks.read("input.name", () -> NewApiKey.name(input.name()));
        checks.require();
        return Refusals.answer(createAccount.create(
                Callers.caller(environment), Objects.requireNonNull(name), Set.copyOf(input.roles())));
    }

    @DgsMutation
    Object createApiKey(@InputArgument CreateApiKeyInput input, DataFetchingEnvironment environment) {
        NewApiKey asked =
                NewApiKey.parse(input.accountId(), input.name(), input.scopes(), input.expiresAt(), clock.instant());
        return answer(createKey.create(Callers.caller(environment), asked));
    }

    @DgsMutation
    Object revokeApiKey(@InputArgument RevokeApiKeyInput input, DataFetchingEnvironment environment) {
        return answer(revokeKeys.revoke(Callers.caller(environment), input.id()));
    }

    private static Object answer(ApiKeyResult result) {
        return switch (result) {
            case Made made -> new NewApiKeyView(made.text().value(), ApiKeyView.of(made.key()));
            case Revoked revoked -> ApiKeyView.of(revoked.key());
            case Refused refused -> Refusal.of(refused.code(), refused.code().meaning(), refused.field());
        };
    }

    private static boolean isCounted(DataFetchingEnvironment environment) {
        return environment.getSelectionSet().contains("totalCount");
    }
}
