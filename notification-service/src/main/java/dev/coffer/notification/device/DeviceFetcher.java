package dev.coffer.notification.device;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.notification.device.DeviceInputs.RegisterInput;
import dev.coffer.notification.device.DeviceInputs.UnregisterInput;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code device.graphqls}. */
@DgsComponent
class DeviceFetcher {

    private final Devices devices;
    private final RegisterDevice register;
    private final DropDevice drop;
    private final WebPushKey webPushKey;

    DeviceFetcher(Devices devices, RegisterDevice register, DropDevice drop, WebPushKey webPushKey) {
        this.devices = devices;
        this.register = register;
        this.drop = drop;
        this.webPushKey = webPushKey;
    }

    @GraphQlName("PushDevice")
    record DeviceView(
            String id, PushPlatform platform, @Nullable String name, Instant addedAt, Instant registeredAt) {

        static DeviceView of(Device device) {
            return new DeviceView(
                    device.id(), device.platform(), device.name(), device.addedAt(), device.registeredAt());
        }
    }

    @GraphQlName("PushDevices")
    record DevicesView(List<DeviceView> nodes) {

        static DevicesView of(List<Device> devices) {
            return new DevicesView(devices.stream().map(DeviceView::of).toList());
        }
    }

    @DgsQuery
    DevicesView myDevices(DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return DevicesView.of(devices.ofUser(null, caller.tenantId(), caller.userId()));
    }

    @DgsQuery(field = "webPushKey")
    @Nullable
    String keyOfWebPush() {
        return webPushKey.publicKey();
    }

    @DgsMutation
    Object registerDevice(@InputArgument RegisterInput input, DataFetchingEnvironment environment) {
        return switch (register.register(Callers.caller(environment), input.toAddress(), input.name())) {
            case DeviceResult.Registered(Device device) -> DeviceView.of(device);
            case DeviceResult.Refused(DeviceRefusal code, String field) -> Refusal.of(code, code.meaning(), field);
        };
    }

    @DgsMutation
    Object unregisterDevice(@InputArgument UnregisterInput input, DataFetchingEnvironment environment) {
        return DevicesView.of(drop.drop(Callers.caller(environment), input.deviceId()));
    }
}
