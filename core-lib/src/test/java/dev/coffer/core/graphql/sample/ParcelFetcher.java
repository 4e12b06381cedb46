package dev.coffer.core.graphql.sample;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsRuntimeWiring;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.contact.EmailAddress;
import dev.coffer.core.contact.PhoneNumber;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.permission.Owned;
import graphql.schema.idl.RuntimeWiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@DgsComponent
public class ParcelFetcher {

    private final Currencies currencies;
    private final Gate gate;

    ParcelFetcher(Currencies currencies, Gate gate) {
        this.currencies = currencies;
        this.gate = gate;
    }

    record ReachInput(
            @Nullable String email,
            @Nullable List<String> phones,
            @Nullable String id,
            @Nullable MoneyInput worth) {}

    /** Each in another of the forms that its scalar is made from. */
    record Reach(
            @Nullable EmailAddress email,
            List<PhoneNumber> phones,
            @Nullable UUID id) {}

    @DgsQuery
    Reach reach(@InputArgument ReachInput input) {
        List<String> phones = input.phones() == null ? List.of() : input.phones();
        return new Reach(
                input.email() == null ? null : new EmailAddress(input.email()),
                phones.stream().map(PhoneNumber::new).toList(),
                input.id() == null ? null : UUID.fromString(input.id()));
    }

    @DgsQuery
    String uuid(@InputArgument String id) {
        return id;
    }

    @DgsQuery(field = "pass")
    String passing(@InputArgument String name) {
        return gate.pass(name);
    }

    @DgsMutation
    String pass(@InputArgument String name) {
        return gate.pass(name);
    }

    @DgsRuntimeWiring
    public RuntimeWiring.Builder fetchersOfItsOwn(RuntimeWiring.Builder wiring) {
        return wiring.type(
                "Query",
                type -> type.dataFetcher(
                        "passOnTheSameThread",
                        environment -> gate.pass(String.valueOf(environment.<String>getArgument("name")))));
    }

    @GraphQlName("Parcel")
    record ParcelView(String id, String ownerId, MoneyView worth, Instant sentAt) implements Owned {}

    record WeighInput(MoneyInput amount) {}

    private ParcelView parcelOf(String owner, Money worth) {
        return new ParcelView("parcel-of-" + owner, owner, MoneyView.of(worth), Instant.parse("2026-01-02T03:04:05Z"));
    }

    private Money oneEuro() {
        return new Money(100, currencies.get("EUR"));
    }

    @DgsQuery
    ParcelView parcel(@InputArgument String id) {
        return parcelOf(id, oneEuro());
    }

    @DgsQuery
    String hello() {
        return "hello";
    }

    @DgsQuery
    List<ParcelView> parcelsOf(@InputArgument String userId) {
        return List.of(parcelOf(userId, oneEuro()));
    }

    @DgsQuery
    String fail(@InputArgument String how) {
        throw how.equals("bug") ? new IllegalStateException("secret detail") : CodedException.notFound("parcel", how);
    }

    @DgsMutation
    Object weigh(@InputArgument WeighInput input) {
        Money worth = input.amount().toPositiveMoney(currencies, "input.amount");
        return worth.minor() == 13
                ? new Refusal("UNLUCKY", "13 is not weighed.", "input.amount", null)
                : parcelOf("ann", worth);
    }

    @DgsEntityFetcher(name = "Parcel")
    public ParcelView parcelEntity(Map<String, Object> values) {
        return parcelOf(String.valueOf(values.get("id")), oneEuro());
    }
}
