package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Players who bring others along: what both get, and who does not count. */
final class BonusReferralSteps {

    private static final String ENTERED = "... on Referral { referrerId state }";

    private final Person admin;
    private final Person ann;
    private final Person bob;
    private final Person cid;
    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    BonusReferralSteps(GatewayClient client, Person admin) {
        this.admin = admin;
        this.ann = Person.unknown(client, "referrer");
        this.bob = Person.unknown(client, "referee");
        this.cid = Person.unknown(client, "another");
    }

    void addTo(Suite suite) {
        suite.step("codes that do not count are refused, each with its reason", () -> {
                    ann.join("Ann");
                    bob.join("Bob");
                    cid.join("Cid");
                    heardOf(ann);
                    heardOf(bob);
                    heardOf(cid);
                    refused(bob, "NO-SUCH-CODE", "REFERRAL_CODE_UNKNOWN");
                    refused(bob, code(bob), "REFERRAL_OF_OWN");
                    refused(ann, code(bob), "REFERRAL_CYCLIC");
                })
                .step("a player enters the code of who brought them along, once", () -> {
                    Check.equal(ann.id(), entered(bob, code(ann)), "the referrer");
                    Check.equal(ann.id(), entered(bob, code(ann)), "the referrer after a repeat");
                    heardOf(cid);
                    // Cid registered last, so nobody can have been brought along by them.
                    refused(bob, code(cid), "REFERRAL_ALREADY_ENTERED");
                    Mutations.refused(cid, "enterReferralCode", input(code(bob), "one-phone"), "REFERRAL_OF_OWN");
                })
                .step("the first deposit gives both their bonus", () -> {
                    publish("FRIEND", "REFERRAL", "REFERRER", ann);
                    publish("HELLO", "REFEREE", "REFEREE", bob);
                    bob.deposit(bob.wallet("EUR"), "20.60", "EUR", run).ok();
                    awaitBonus(ann, "FRIEND");
                    awaitBonus(bob, "HELLO");
                    Check.equal(
                            1,
                            ann.ask("{ referralCode { qualified } }")
                                    .ok()
                                    .at("/referralCode/qualified")
                                    .asInt(),
                            "those who have deposited");
                    cid.deposit(cid.wallet("EUR"), "20.60", "EUR", run + "-late")
                            .ok();
                    Person.await("the deposit", () -> deposits(cid) == 1);
                    refused(cid, code(ann), "REFERRAL_TOO_LATE");
                });
    }

    private void heardOf(Person player) {
        Person.await(
                "the registration",
                () -> !admin.ask(
                                "query P($id: ID!) { bonusPlayer(userId: $id) { registeredAt } }",
                                Map.of("id", player.id()))
                        .ok()
                        .at("/bonusPlayer/registeredAt")
                        .isNull());
    }

    private int deposits(Person player) {
        return admin.ask("query P($id: ID!) { bonusPlayer(userId: $id) { deposits } }", Map.of("id", player.id()))
                .ok()
                .at("/bonusPlayer/deposits")
                .asInt();
    }

    private static String code(Person player) {
        return player.ask("{ referralCode { value } }").ok().text("/referralCode/value");
    }

    private Map<String, Object> input(String code, String device) {
        return Map.of("referralCode", code, "deviceId", device, "idempotencyKey", run);
    }

    private String entered(Person player, String code) {
        return Mutations.done(player, "enterReferralCode", input(code, "one-phone"), ENTERED, "/referrerId");
    }

    private void refused(Person player, String code, String refusal) {
        Mutations.refused(player, "enterReferralCode", Map.of("referralCode", code, "idempotencyKey", run), refusal);
    }

    private void publish(String name, String type, String trigger, Person player) {
        String segment = (run + '-' + name).toLowerCase(Locale.ROOT);
        Mutations.ask(admin, "saveBonusPlayer", Map.of("userId", player.id(), "segments", List.of(segment)))
                .ok();
        Map<String, Object> content = BonusContents.fixed(type, trigger, "5.00");
        content.put("limits", Map.of("perUser", 1));
        content.put("eligibility", Map.of("segmentIn", List.of(segment)));
        Mutations.ask(admin, "saveBonusTemplate", Map.of("code", run + '-' + name, "content", content))
                .ok();
        Mutations.done(
                admin,
                "publishBonusTemplate",
                Map.of("code", run + '-' + name, "version", 1),
                "... on BonusTemplate { status }",
                "/status");
    }

    private void awaitBonus(Person player, String name) {
        Person.await(
                "the bonus " + name,
                () -> player.ask("{ me { bonuses(first: 20) { nodes { templateCode state value { amount } } } } }")
                        .ok()
                        .at("/me/bonuses/nodes")
                        .valueStream()
                        .anyMatch(bonus -> bonus.at("/templateCode").asString().equals(run + '-' + name)
                                && bonus.at("/state").asString().equals("CLAIMED")
                                && bonus.at("/value/amount").asString().equals("5.00")));
    }
}
