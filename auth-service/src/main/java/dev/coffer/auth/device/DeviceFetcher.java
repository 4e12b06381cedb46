package dev.coffer.auth.device;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.user.User;
import dev.coffer.core.graphql.Callers;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;

/** The fields of {@code device.graphqls}. */
@DgsComponent
class DeviceFetcher {

    private final RememberDevice rememberDevice;

    DeviceFetcher(RememberDevice rememberDevice) {
        this.rememberDevice = rememberDevice;
    }

    /** {@code ForgetDeviceInput}. */
    record ForgetDeviceInput(String id) {}

    @DgsData(parentType = "User")
    List<RememberedDevice> rememberedDevices(DataFetchingEnvironment environment) {
        User user = Objects.requireNonNull(environment.<User>getSource());
        return rememberDevice.ofCaller(user.requireSelf(Callers.caller(environment)));
    }

    @DgsMutation
    Object forgetDevice(@InputArgument ForgetDeviceInput input, DataFetchingEnvironment environment) {
        return rememberDevice.forget(Callers.caller(environment), input.id());
    }
}
