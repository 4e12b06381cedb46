package dev.coffer.gateway.execute;

import dev.coffer.core.errors.Classification;
import dev.coffer.core.errors.ErrorCode;

/** The errors that the gateway itself answers; those of subgraphs pass through with their own codes. */
public enum GatewayError implements ErrorCode {
    BAD_REQUEST(
            Classification.BAD_REQUEST,
            "The HTTP request is no GraphQL over HTTP request; the message says which part of it is wrong."),
    METHOD_NOT_ALLOWED(
            Classification.BAD_REQUEST, "The HTTP method does not suit; send POST, or GET for queries only."),
    NOT_ACCEPTABLE(
            Classification.BAD_REQUEST,
            "The Accept header admits neither application/graphql-response+json nor application/json."),
    UNSUPPORTED_MEDIA_TYPE(
            Classification.BAD_REQUEST, "The body is not application/json in UTF-8; nothing else is read."),
    REQUEST_TOO_LARGE(Classification.BAD_REQUEST, "The request exceeds the limit on its bytes; send less at once."),
    CSRF_BLOCKED(
            Classification.BAD_REQUEST,
            "A GET that any web page could send unseen; add one of the headers that the message names."),
    GRAPHQL_PARSE_FAILED(
            Classification.BAD_REQUEST, "The document is not GraphQL; the location says where reading stopped."),
    GRAPHQL_VALIDATION_FAILED(
            Classification.BAD_REQUEST, "The document does not fit the schema: an unknown field, a wrong argument."),
    OPERATION_NOT_FOUND(
            Classification.BAD_REQUEST,
            "The document has no operation of that name, or several and no operationName says which."),
    PERSISTED_QUERY_NOT_FOUND(
            Classification.BAD_REQUEST,
            "The gateway knows no document of that hash or identifier, or not any more; send the request again with the document,"
                    + " as Apollo's and urql's clients do by themselves."),
    PERSISTED_QUERY_INVALID(
            Classification.BAD_REQUEST,
            "The name of a document is not of a known form, or not that of the document that was sent with it."),
    PERSISTED_QUERY_NOT_SUPPORTED(
            Classification.BAD_REQUEST, "This gateway remembers no documents; send their text as \"query\"."),
    DOCUMENT_NOT_TRUSTED(
            Classification.PERMISSION_DENIED,
            "This gateway serves only the documents that its operators have listed, and this is none of them."),
    OPERATION_NOT_SUPPORTED(
            Classification.BAD_REQUEST, "The operation is of a kind that this transport does not serve."),
    BAD_USER_INPUT(Classification.BAD_REQUEST, "A variable is missing or does not fit its type; all are listed."),
    GRAPHQL_LIMIT_EXCEEDED(
            Classification.BAD_REQUEST,
            "The document exceeds a limit on depth, fields, aliases or tokens; ask for less in one request."),
    INTROSPECTION_DISABLED(
            Classification.BAD_REQUEST, "This gateway does not answer questions about its schema; ask its operators."),
    PLAN_NOT_POSSIBLE(
            Classification.BAD_REQUEST,
            "No sequence of calls to the subgraphs can fetch a field of the operation; nothing was executed."),
    PLAN_TOO_COMPLEX(
            Classification.BAD_REQUEST, "Planning the operation took more than it may; ask for less in one request."),
    SCHEMA_NOT_READY(
            Classification.UNAVAILABLE, "The gateway is starting and has no schema yet; try again in a moment."),
    OVERLOADED(
            Classification.RESOURCE_EXHAUSTED, "More requests are under way than the gateway takes; wait and retry."),
    SUBSCRIBER_TOO_SLOW(
            Classification.RESOURCE_EXHAUSTED,
            "Events of a subscription came faster than they could be delivered; ask for the present state and subscribe"
                    + " again."),
    UNAUTHORIZED_FIELD_OR_TYPE(
            Classification.PERMISSION_DENIED,
            "The schema shows this field, or objects of its type, only to callers who are signed in, have a scope, or have a"
                    + " role; nothing was fetched for it."),
    DOWNSTREAM_SERVICE_ERROR(
            Classification.UNAVAILABLE,
            "A service that this part of the answer needs did not answer, or not in GraphQL; the rest of the answer"
                    + " stands."),
    DOWNSTREAM_INVALID_DATA(
            Classification.INTERNAL,
            "A service answered something that the schema does not allow here: null, or a value of another type."),
    INTERNAL(Classification.INTERNAL, "A bug on our side; the correlation id finds it in the logs.");

    private final Classification classification;
    private final String meaning;

    GatewayError(Classification classification, String meaning) {
        this.classification = classification;
        this.meaning = meaning;
    }

    @Override
    public Classification classification() {
        return classification;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
