package dev.coffer.scripts.bench;

import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.TransferType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;

/** The ledger's documents, written the way any program on MongoDB would. */
final class StoredForm {

    private static final String POCKET = "REAL";

    private StoredForm() {}

    static long available(Document wallet) {
        return wallet.get("pockets", Document.class).get("real", Document.class).getLong("available");
    }

    /** With what it may draw beyond what it holds. */
    static long drawable(Document wallet) {
        Long credit = wallet.getLong("credit");
        return available(wallet) + (credit == null ? 0 : credit);
    }

    /** One entry to be: the wallet before it, and what follows from that. */
    record Step(Document wallet, TransferType kind, long amount, long seq, long balance, byte[] hash) {}

    static Step step(Document wallet, String transferId, TransferType kind, long amount, Instant at) {
        long seq = wallet.getLong("seq") + 1;
        long balance = Math.addExact(available(wallet), amount);
        byte[] previous = wallet.get("lastHash", Binary.class).getData();
        return new Step(wallet, kind, amount, seq, balance, hash(previous, transferId, seq, amount, balance, kind, at));
    }

    /** What is left of a wallet after a step, as the store would have it. */
    static Document after(Step step) {
        Document wallet = new Document(step.wallet());
        wallet.put("pockets", new Document("real", new Document("available", step.balance())));
        wallet.put("seq", step.seq());
        wallet.put("lastHash", new Binary(step.hash()));
        return wallet;
    }

    static Document transfer(String id, Post post, List<Step> steps, Instant at) {
        return new Document("_id", UUID.fromString(id))
                .append("tenantId", post.tenantId())
                .append("idempotencyKey", post.idempotency().key())
                .append(
                        "request",
                        new Binary(HexFormat.of()
                                .parseHex(post.idempotency().request().toString())))
                .append("at", Date.from(at))
                .append("type", post.type().name())
                .append("amount", post.legs().getFirst().amount().minor())
                .append("currency", post.legs().getFirst().amount().currency().code())
                .append("pocket", POCKET)
                .append("entries", steps.stream().map(StoredForm::entry).toList())
                .append(
                        "parties",
                        steps.stream().map(StoredForm::party).distinct().toList());
    }

    private static Document entry(Step step) {
        return new Document("wallet", step.wallet().get("_id"))
                .append("pocket", POCKET)
                .append("seq", step.seq())
                .append("amount", step.amount())
                .append("balanceAfter", step.balance())
                .append("kind", step.kind().name())
                .append("hash", new Binary(step.hash()));
    }

    private static Document party(Step step) {
        return new Document("wallet", step.wallet().get("_id"))
                .append("owner", step.wallet().getString("owner"))
                .append("version", step.wallet().getLong("version") + 1);
    }

    /** SHA-256 over the hash before and the entry's fields: numbers as 8 bytes, texts with their length before them. */
    private static byte[] hash(
            byte[] previous, String transferId, long seq, long amount, long balance, TransferType kind, Instant at) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(previous);
            text(out, transferId);
            text(out, POCKET);
            out.writeLong(seq);
            out.writeLong(amount);
            out.writeLong(balance);
            text(out, kind.name());
            out.writeLong(at.toEpochMilli());
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeLong(utf8.length);
        out.write(utf8);
    }
}
