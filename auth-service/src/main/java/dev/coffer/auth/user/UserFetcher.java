package dev.coffer.auth.user;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.user.UserInputs.RegisterInput;
import dev.coffer.auth.user.UserInputs.RoleInput;
import dev.coffer.auth.user.UserInputs.UserFilterInput;
import dev.coffer.auth.user.UserInputs.UserIdInput;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Clients;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code user.graphqls}. */
@DgsComponent
class UserFetcher {

    private final FindUser findUser;
    private final CreateUser createUser;
    private final ChangeUser changeUser;
    private final ForcePasswordReset forceReset;
    private final NetworkLimits networkLimits;
    private final Tenants tenants;

    UserFetcher(
            FindUser findUser,
            CreateUser createUser,
            ChangeUser changeUser,
            ForcePasswordReset forceReset,
            NetworkLimits networkLimits,
            Tenants tenants) {
        this.findUser = findUser;
        this.createUser = createUser;
        this.changeUser = changeUser;
        this.forceReset = forceReset;
        this.networkLimits = networkLimits;
        this.tenants = tenants;
    }

    @DgsQuery
    User me(DataFetchingEnvironment environment) {
        return findUser.self(Callers.caller(environment));
    }

    @DgsQuery
    User user(@InputArgument String id, DataFetchingEnvironment environment) {
        return findUser.find(Callers.caller(environment), id);
    }

    @DgsQuery
    Connection<User> users(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            @InputArgument @Nullable UserFilterInput filter,
            DataFetchingEnvironment environment) {
        return findUser.page(
                Callers.caller(environment),
                filter == null ? UserFilter.ALL : filter.toFilter(),
                PageRequest.of(first, after, last, before),
                environment.getSelectionSet().contains("totalCount"));
    }

    @DgsData(parentType = "User")
    List<String> roles(DataFetchingEnvironment environment) {
        User user = Objects.requireNonNull(environment.<User>getSource());
        return user.roles().stream().sorted().toList();
    }

    @DgsMutation
    Object register(@InputArgument RegisterInput input, DataFetchingEnvironment environment) {
        NewUser asked = input.toNewUser(tenants);
        return networkLimits.hold(
                NetworkRule.REGISTRATION,
                Clients.client(environment),
                () -> Refusals.answer(createUser.register(asked)));
    }

    @DgsMutation
    Object assignRole(@InputArgument RoleInput input, DataFetchingEnvironment environment) {
        return Refusals.answer(changeUser.assignRole(Callers.caller(environment), input.userId(), input.role()));
    }

    @DgsMutation
    Object revokeRole(@InputArgument RoleInput input, DataFetchingEnvironment environment) {
        return Refusals.answer(changeUser.revokeRole(Callers.caller(environment), input.userId(), input.role()));
    }

    @DgsMutation
    Object endUserSessions(@InputArgument UserIdInput input, DataFetchingEnvironment environment) {
        return Refusals.answer(changeUser.endSessions(Callers.caller(environment), input.userId()));
    }

    @DgsMutation
    Object lockUser(@InputArgument UserIdInput input, DataFetchingEnvironment environment) {
        return Refusals.answer(changeUser.lock(Callers.caller(environment), input.userId()));
    }

    @DgsMutation
    Object unlockUser(@InputArgument UserIdInput input, DataFetchingEnvironment environment) {
        return Refusals.answer(changeUser.unlock(Callers.caller(environment), input.userId()));
    }

    @DgsMutation
    Object forcePasswordReset(@InputArgument UserIdInput input, DataFetchingEnvironment environment) {
        return Refusals.answer(forceReset.force(Callers.caller(environment), input.userId()));
    }
}
