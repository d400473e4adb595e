// Generated from the API's own document: npm run api:client

export interface paths {
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys that were not revoked, the newest first. */
        get: operations["ApiKeysController_list"];
        put?: never;
        /** A new key, with no more than its maker may do. */
        post: operations["ApiKeysController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key. It opens nothing from the next request on. */
        delete: operations["ApiKeysController_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, where, and what they may do now. */
        get: operations["SessionController_show"];
        put?: never;
        /** Sign in. The answer sets the cookie of the session. */
        post: operations["SessionController_signIn"];
        /** Sign out. */
        delete: operations["SessionController_signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the password. All other sessions of the account end. */
        put: operations["SessionController_changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a code of the second factor. The session gets another cookie. */
        post: operations["SessionController_passSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new second factor. It counts once a code of it is confirmed. */
        post: operations["SessionController_enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the new second factor with a code of it. */
        post: operations["SessionController_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/break-glass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open access beyond the role, for an hour at most and with a reason that stays. */
        post: operations["SessionController_breakGlass"];
        /** End it before its time. */
        delete: operations["SessionController_endBreakGlass"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works for the clinic, and who is invited. */
        get: operations["StaffController_list"];
        put?: never;
        /** Invite somebody. The answer holds a link that works once, within three days. */
        post: operations["StaffController_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation. Then sign in. */
        post: operations["StaffController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation. */
        delete: operations["StaffController_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take somebody out of the clinic. Their sessions there end at once. */
        delete: operations["StaffController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clinic's appointments in order of time. */
        get: operations["AppointmentsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{secret}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A provider's visits and blocked time as iCalendar, 14 days back and 180 ahead. */
        get: operations["CalendarsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Texts that the clinic has sent and received, the newest first. */
        get: operations["MessagesController_list"];
        put?: never;
        /** Texts somebody who has not refused texts. What becomes of it is in its `status`. */
        post: operations["MessagesController_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One text, with what became of it. */
        get: operations["MessagesController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls of some days: how many, how they ended, how long they took. */
        get: operations["StatisticsController_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Visits of some days: what became of them, and who booked them. */
        get: operations["StatisticsController_appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/receptionist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How fast the receptionist answered on some days, and what it did. */
        get: operations["StatisticsController_receptionist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{callSid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One call: what was said and heard, and which tools ran. */
        get: operations["CallsController_detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have somebody called. Consent, quiet hours and caps are looked at when it is due. */
        post: operations["OutboundCallsController_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outbound-calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of an order to call somebody. */
        get: operations["OutboundCallsController_follow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}/test-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Be called by a version, on a phone of your own, while callers still get the published one. */
        post: operations["TestCallsController_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find what was said in calls and what was texted, by its words.
         * @description `calls:read` finds turns of calls, `messages:read` texts. A credential with one of them finds only those.
         */
        post: operations["SearchController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who saw or changed what of a patient’s between two times, the oldest first. */
        get: operations["AuditTrailController_accesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who read or did what to which record, the newest first. Reading it leaves an entry, too. */
        get: operations["AuditEntriesController_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All entries of a time as lines of JSON, with the hashes that chain them and where the chain ends.
         * @description An unbroken part of the chain, which may hold some entries of shortly before or after. The hash of an entry is SHA-256, in hex, over the hash of the one before, a newline, and the JSON list of clinicId, seq, id, at, actorKind, actorId, action, subjectKind, subjectId, patientIds in order, callId, reason, and the pairs of detail by name. A file without its `head` line is not whole.
         */
        get: operations["AuditEntriesController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry, by its id or by its number in the clinic's chain. */
        get: operations["AuditEntriesController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether the clinic's entries are as they were written; up to 50 000 for one answer, then on from its end. */
        post: operations["AuditEntriesController_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people agreed to, refused, or were told, the newest first. */
        get: operations["ConsentsController_list"];
        put?: never;
        /** Enter what somebody has agreed to, or taken back, on a form or by word. It stays for good. */
        post: operations["ConsentsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The last word under a number, on each purpose or on one. */
        post: operations["ConsentsController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["ConsentsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the front desk, the newest first. */
        get: operations["DeskTasksController_list"];
        put?: never;
        /** Leaves something to the front desk. */
        post: operations["DeskTasksController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task. */
        get: operations["DeskTasksController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Says that a task is done, or open again, or changes its note. */
        patch: operations["DeskTasksController_change"];
        trace?: never;
    };
    "/api/v1/retention-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long each kind of record is kept. */
        get: operations["RetentionRulesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-rules/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long one kind of record is kept. */
        get: operations["RetentionRulesController_show"];
        /** Choose how long one kind of record is kept. What is older goes with the next daily run. */
        put: operations["RetentionRulesController_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was removed because of its age, day by day: the proofs, the newest first. */
        get: operations["RetentionRunsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-runs/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a run would remove now. Nothing is changed. */
        post: operations["RetentionRunsController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/legal-holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What may not be deleted, and what could not for a while, the newest first. */
        get: operations["LegalHoldsController_list"];
        put?: never;
        /** Place a hold: from now on nothing under it is deleted, neither by age nor by erasure. */
        post: operations["LegalHoldsController_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/legal-holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One legal hold. */
        get: operations["LegalHoldsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/legal-holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a hold. What is old enough goes with the next daily run. */
        post: operations["LegalHoldsController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proof that a patient was erased, and what the carrier has still to delete. */
        get: operations["ErasuresController_get"];
        put?: never;
        /** Erase a patient, for good. Not under a legal hold, with visits to come, or while they are on the phone. */
        post: operations["ErasuresController_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is held on a patient, as a ZIP file with a page for people and JSON for programs. */
        get: operations["PatientExportController_archive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of how the receptionist speaks, thinks and takes turns, the newest first. */
        get: operations["AgentProfilesController_list"];
        put?: never;
        /** A new draft, from the published version or from another one. */
        post: operations["AgentProfilesController_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version with all of its settings. */
        get: operations["AgentProfilesController_show"];
        put?: never;
        post?: never;
        /** Gives up a draft. It leaves the list, and can still be read by its number. */
        delete: operations["AgentProfilesController_discard"];
        options?: never;
        head?: never;
        /** Changes a draft. */
        patch: operations["AgentProfilesController_change"];
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in which two versions differ. */
        get: operations["AgentProfilesController_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a draft what the next calls get. */
        post: operations["AgentProfilesController_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What went wrong (RFC 9457). */
        Problem: {
            /** @description Identifies the kind of problem: `urn:crownline:problem:` and the code. */
            type: string;
            /** @description The same for every problem of this status. */
            title: string;
            status: number;
            detail?: string;
            /** @description Stable; listed in the reference of errors. */
            code: string;
            /** @description The route that was asked for, with the names of its parameters and not their values; `/…` where there is none. */
            instance: string;
            errors?: {
                /** @description JSON pointer into the body, or the name of a parameter. */
                field: string;
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description Unauthorized */
        "Problem-401": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Forbidden */
        "Problem-403": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Bad Request */
        "Problem-400": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not Found */
        "Problem-404": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Conflict */
        "Problem-409": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too Many Requests */
        "Problem-429": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Precondition Failed */
        "Problem-412": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What went wrong (RFC 9457). */
        "Problem-default": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names the request, here and in the log. */
        "X-Request-Id": string;
        /** @description What is left of the limit, and in how many seconds it is whole again. */
        RateLimit: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ApiKeysController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "prefix": "text",
                     *           "role": "owner",
                     *           "scopes": [
                     *             "clinic:read"
                     *           ],
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "expiresAt": "2026-11-24T15:30:00Z",
                     *           "lastUsedAt": "2026-11-24T15:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            prefix: string;
                            /** @enum {string|null} */
                            role: "owner" | "front_desk" | "clinician" | "auditor" | "integration" | null;
                            scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read")[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string | null;
                            /**
                             * Format: date-time
                             * @description To the minute.
                             */
                            lastUsedAt: string | null;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ApiKeysController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text"
                 *     }
                 */
                "application/json": {
                    /** @description For people: what it is used for. */
                    name: string;
                    /**
                     * @description What it may do; this or `scopes`.
                     * @enum {string}
                     */
                    role?: "owner" | "front_desk" | "clinician" | "auditor" | "integration";
                    scopes?: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read")[];
                    /**
                     * Format: date-time
                     * @description Good until it is revoked when absent.
                     */
                    expiresAt?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "prefix": "text",
                     *       "role": "owner",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "lastUsedAt": "2026-11-24T15:30:00Z",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        prefix: string;
                        /** @enum {string|null} */
                        role: "owner" | "front_desk" | "clinician" | "auditor" | "integration" | null;
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read")[];
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        expiresAt: string | null;
                        /**
                         * Format: date-time
                         * @description To the minute.
                         */
                        lastUsedAt: string | null;
                        /** @description Shown this once. */
                        key: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ApiKeysController_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text",
                     *         "email": "text"
                     *       },
                     *       "clinic": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text"
                     *       },
                     *       "role": "owner",
                     *       "secondFactor": "passed",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "breakGlass": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "expiresAt": "2026-11-24T15:30:00Z"
                     *       },
                     *       "clinics": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                        };
                        clinic: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * @description `needed`: give a code. `to_enrol`: the role asks for a second factor. Until then nothing else is open.
                         * @enum {string}
                         */
                        secondFactor: "passed" | "not_needed" | "needed" | "to_enrol";
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read" | "break_glass:open")[];
                        /**
                         * Format: date-time
                         * @description Each use puts it off, up to twelve hours after signing in.
                         */
                        expiresAt: string;
                        breakGlass: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            expiresAt: string;
                        } | null;
                        /** @description All that this person works for. */
                        clinics: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ana.rivera@clinic.example",
                 *       "password": "text"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                    /** @description Six digits from the app, or a recovery code. */
                    code?: string;
                    /**
                     * Format: uuid
                     * @description For those who work for several; else the one they joined first.
                     */
                    clinicId?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text",
                     *         "email": "text"
                     *       },
                     *       "clinic": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text"
                     *       },
                     *       "role": "owner",
                     *       "secondFactor": "passed",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "breakGlass": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "expiresAt": "2026-11-24T15:30:00Z"
                     *       },
                     *       "clinics": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                        };
                        clinic: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * @description `needed`: give a code. `to_enrol`: the role asks for a second factor. Until then nothing else is open.
                         * @enum {string}
                         */
                        secondFactor: "passed" | "not_needed" | "needed" | "to_enrol";
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read" | "break_glass:open")[];
                        /**
                         * Format: date-time
                         * @description Each use puts it off, up to twelve hours after signing in.
                         */
                        expiresAt: string;
                        breakGlass: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            expiresAt: string;
                        } | null;
                        /** @description All that this person works for. */
                        clinics: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current": "text",
                 *       "new": "text........"
                 *     }
                 */
                "application/json": {
                    current: string;
                    new: string;
                };
            };
        };
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_passSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "text"
                 *     }
                 */
                "application/json": {
                    /** @description Six digits from the app, or a recovery code. */
                    code: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text",
                     *         "email": "text"
                     *       },
                     *       "clinic": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text"
                     *       },
                     *       "role": "owner",
                     *       "secondFactor": "passed",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "breakGlass": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "expiresAt": "2026-11-24T15:30:00Z"
                     *       },
                     *       "clinics": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                        };
                        clinic: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * @description `needed`: give a code. `to_enrol`: the role asks for a second factor. Until then nothing else is open.
                         * @enum {string}
                         */
                        secondFactor: "passed" | "not_needed" | "needed" | "to_enrol";
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read" | "break_glass:open")[];
                        /**
                         * Format: date-time
                         * @description Each use puts it off, up to twelve hours after signing in.
                         */
                        expiresAt: string;
                        breakGlass: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            expiresAt: string;
                        } | null;
                        /** @description All that this person works for. */
                        clinics: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_enrol: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "text",
                     *       "uri": "text"
                     *     }
                     */
                    "application/json": {
                        /** @description Base32, for apps that take no link. */
                        secret: string;
                        /** @description `otpauth://totp/…`, for a QR code. */
                        uri: string;
                    };
                };
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "text"
                 *     }
                 */
                "application/json": {
                    /** @description Six digits from the app, or a recovery code. */
                    code: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recoveryCodes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Each works once in place of a code. Shown this once. */
                        recoveryCodes: string[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_breakGlass: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "text......"
                 *     }
                 */
                "application/json": {
                    /** @description Why. It stays in the audit trail for years: say what happened, and name no patient. */
                    reason: string;
                    /** @default 30 */
                    minutes?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text",
                     *         "email": "text"
                     *       },
                     *       "clinic": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text"
                     *       },
                     *       "role": "owner",
                     *       "secondFactor": "passed",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "breakGlass": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "expiresAt": "2026-11-24T15:30:00Z"
                     *       },
                     *       "clinics": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                        };
                        clinic: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * @description `needed`: give a code. `to_enrol`: the role asks for a second factor. Until then nothing else is open.
                         * @enum {string}
                         */
                        secondFactor: "passed" | "not_needed" | "needed" | "to_enrol";
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read" | "break_glass:open")[];
                        /**
                         * Format: date-time
                         * @description Each use puts it off, up to twelve hours after signing in.
                         */
                        expiresAt: string;
                        breakGlass: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            expiresAt: string;
                        } | null;
                        /** @description All that this person works for. */
                        clinics: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_endBreakGlass: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "members": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "email": "text",
                     *           "role": "owner",
                     *           "joinedAt": "2026-11-24T15:30:00Z",
                     *           "hasSecondFactor": true
                     *         }
                     *       ],
                     *       "invitations": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "email": "text",
                     *           "role": "owner",
                     *           "expiresAt": "2026-11-24T15:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        members: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                            /** Format: date-time */
                            joinedAt: string;
                            hasSecondFactor: boolean;
                        }[];
                        invitations: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                            /** Format: date-time */
                            expiresAt: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_invite: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ana.rivera@clinic.example",
                 *       "role": "owner"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    /** @enum {string} */
                    role: "owner" | "front_desk" | "clinician" | "auditor";
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "email": "text",
                     *       "role": "owner",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "link": "https://clinic.example/hooks/crownline"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        email: string;
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /** Format: date-time */
                        expiresAt: string;
                        /**
                         * Format: uri
                         * @description To be handed to the person; it works once. Shown this once.
                         */
                        link: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_accept: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "text",
                 *       "name": "text",
                 *       "password": "text........"
                 *     }
                 */
                "application/json": {
                    /** @description What follows `#` in the link. */
                    token: string;
                    name: string;
                    /** @description A new one; for somebody who has an account, the one of the account. */
                    password: string;
                };
            };
        };
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentsController_list: {
        parameters: {
            query?: {
                /** @description First start: a date of the clinic, or an instant with its offset. The start of today when absent. */
                from?: string;
                /** @description A date, which is included, or an instant, which is not. No end when absent. */
                to?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "timeZone": "text",
                     *           "status": "requested",
                     *           "late": true,
                     *           "movedFrom": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "type": "text",
                     *           "provider": "text",
                     *           "operatory": "text",
                     *           "patient": {
                     *             "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *             "name": "text"
                     *           },
                     *           "callSid": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                            /**
                             * @description `requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.
                             * @enum {string}
                             */
                            status: "requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled";
                            /** @description The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late. */
                            late: boolean;
                            /**
                             * Format: uuid
                             * @description The visit that this one took the place of; that one is `rescheduled`.
                             */
                            movedFrom: string | null;
                            /** @description The name of the appointment type. */
                            type: string;
                            /** @description The name of the provider. */
                            provider: string;
                            /** @description The name of the operatory. */
                            operatory: string;
                            patient: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            /** @description The call that booked it. */
                            callSid: string | null;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    CalendarsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                secret: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem-404"];
            429: components["responses"]["Problem-429"];
            default: components["responses"]["Problem-default"];
        };
    };
    MessagesController_list: {
        parameters: {
            query?: {
                /** @description `inbound`: a person has sent it to the clinic. */
                direction?: "inbound" | "outbound";
                /** @description `confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; `received`: from a person. */
                kind?: "confirmation" | "reminder" | "waitlist_offer" | "reply" | "code" | "details" | "staff" | "received";
                /** @description `queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or can not get any; `received`: from a person. */
                status?: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "suppressed" | "received";
                /** @description Only those that a call had sent. */
                callSid?: string;
                /** @description Only those about a visit. */
                appointmentId?: string;
                /** @description Included. */
                createdAfter?: string;
                /** @description Not included. */
                createdBefore?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "direction": "inbound",
                     *           "kind": "confirmation",
                     *           "status": "queued",
                     *           "ourNumber": "text",
                     *           "theirNumber": "text",
                     *           "body": "text",
                     *           "segments": 1,
                     *           "callSid": "text",
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "errorCode": "text",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "updatedAt": "2026-11-24T15:30:00Z",
                     *           "updatedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `inbound`: a person has sent it to the clinic.
                             * @enum {string}
                             */
                            direction: "inbound" | "outbound";
                            /**
                             * @description `confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; `received`: from a person.
                             * @enum {string}
                             */
                            kind: "confirmation" | "reminder" | "waitlist_offer" | "reply" | "code" | "details" | "staff" | "received";
                            /**
                             * @description `queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or can not get any; `received`: from a person.
                             * @enum {string}
                             */
                            status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "suppressed" | "received";
                            /** @description The clinic's number, E.164. */
                            ourNumber: string;
                            /** @description As it was said or sent when it is not E.164. */
                            theirNumber: string;
                            /** @description Null for codes, which are for nobody but who gets them. */
                            body: string | null;
                            /** @description The parts that it takes to send it; null for codes. */
                            segments: number | null;
                            /** @description The call that had it sent. */
                            callSid: string | null;
                            /**
                             * Format: uuid
                             * @description The visit that it is about.
                             */
                            appointmentId: string | null;
                            /** @description The carrier's code for why it did not arrive. */
                            errorCode: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            updatedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            updatedAtLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    MessagesController_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "+15125550143",
                 *       "body": "Lakeside Dental: your night guard is ready. You can pick it up until 5 PM."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Whom to text; this or `patientId`.
                     * @example +15125550143
                     */
                    to?: string;
                    /**
                     * Format: uuid
                     * @description Texts the number that is on file for the patient.
                     */
                    patientId?: string;
                    /**
                     * @description At most 4 parts: 612 plain characters, or 268 when one of them is an emoji, a typographic apostrophe or the like. Nothing medical: others read the screen of a phone. Numbers of cards are taken out.
                     * @example Lakeside Dental: your night guard is ready. You can pick it up until 5 PM.
                     */
                    body: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "direction": "inbound",
                     *       "kind": "confirmation",
                     *       "status": "queued",
                     *       "ourNumber": "text",
                     *       "theirNumber": "text",
                     *       "body": "text",
                     *       "segments": 1,
                     *       "callSid": "text",
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "errorCode": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "updatedAt": "2026-11-24T15:30:00Z",
                     *       "updatedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `inbound`: a person has sent it to the clinic.
                         * @enum {string}
                         */
                        direction: "inbound" | "outbound";
                        /**
                         * @description `confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; `received`: from a person.
                         * @enum {string}
                         */
                        kind: "confirmation" | "reminder" | "waitlist_offer" | "reply" | "code" | "details" | "staff" | "received";
                        /**
                         * @description `queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or can not get any; `received`: from a person.
                         * @enum {string}
                         */
                        status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "suppressed" | "received";
                        /** @description The clinic's number, E.164. */
                        ourNumber: string;
                        /** @description As it was said or sent when it is not E.164. */
                        theirNumber: string;
                        /** @description Null for codes, which are for nobody but who gets them. */
                        body: string | null;
                        /** @description The parts that it takes to send it; null for codes. */
                        segments: number | null;
                        /** @description The call that had it sent. */
                        callSid: string | null;
                        /**
                         * Format: uuid
                         * @description The visit that it is about.
                         */
                        appointmentId: string | null;
                        /** @description The carrier's code for why it did not arrive. */
                        errorCode: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        updatedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        updatedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    MessagesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "direction": "inbound",
                     *       "kind": "confirmation",
                     *       "status": "queued",
                     *       "ourNumber": "text",
                     *       "theirNumber": "text",
                     *       "body": "text",
                     *       "segments": 1,
                     *       "callSid": "text",
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "errorCode": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "updatedAt": "2026-11-24T15:30:00Z",
                     *       "updatedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `inbound`: a person has sent it to the clinic.
                         * @enum {string}
                         */
                        direction: "inbound" | "outbound";
                        /**
                         * @description `confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; `received`: from a person.
                         * @enum {string}
                         */
                        kind: "confirmation" | "reminder" | "waitlist_offer" | "reply" | "code" | "details" | "staff" | "received";
                        /**
                         * @description `queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or can not get any; `received`: from a person.
                         * @enum {string}
                         */
                        status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "suppressed" | "received";
                        /** @description The clinic's number, E.164. */
                        ourNumber: string;
                        /** @description As it was said or sent when it is not E.164. */
                        theirNumber: string;
                        /** @description Null for codes, which are for nobody but who gets them. */
                        body: string | null;
                        /** @description The parts that it takes to send it; null for codes. */
                        segments: number | null;
                        /** @description The call that had it sent. */
                        callSid: string | null;
                        /**
                         * Format: uuid
                         * @description The visit that it is about.
                         */
                        appointmentId: string | null;
                        /** @description The carrier's code for why it did not arrive. */
                        errorCode: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        updatedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        updatedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    StatisticsController_calls: {
        parameters: {
            query: {
                /** @description The first day, by the clinic's clocks. */
                from: string;
                /** @description The last day; at most 366 with the first. */
                to: string;
                /** @description What the figures are told for beside the whole. Weeks begin on Monday. */
                by?: "day" | "week";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-01",
                     *       "to": "2026-11-30",
                     *       "timeZone": "America/Chicago",
                     *       "by": "day",
                     *       "total": {
                     *         "calls": 1,
                     *         "byDirection": {
                     *           "inbound": 1,
                     *           "outbound": 1
                     *         },
                     *         "byOutcome": {
                     *           "booked": 1,
                     *           "message_taken": 1,
                     *           "transferred": 1,
                     *           "answered": 1,
                     *           "no_input": 1,
                     *           "time_limit": 1,
                     *           "caller_hung_up": 1,
                     *           "overflow": 1,
                     *           "refused": 1,
                     *           "failed": 1,
                     *           "no_answer": 1,
                     *           "busy": 1,
                     *           "message_left": 1
                     *         },
                     *         "notEnded": 1,
                     *         "durationSeconds": {
                     *           "mean": 1,
                     *           "median": 1
                     *         },
                     *         "handovers": {
                     *           "tried": 1,
                     *           "accepted": 1
                     *         },
                     *         "visitsBooked": 1,
                     *         "afterHours": 1
                     *       },
                     *       "periods": [
                     *         {
                     *           "calls": 1,
                     *           "byDirection": {
                     *             "inbound": 1,
                     *             "outbound": 1
                     *           },
                     *           "byOutcome": {
                     *             "booked": 1,
                     *             "message_taken": 1,
                     *             "transferred": 1,
                     *             "answered": 1,
                     *             "no_input": 1,
                     *             "time_limit": 1,
                     *             "caller_hung_up": 1,
                     *             "overflow": 1,
                     *             "refused": 1,
                     *             "failed": 1,
                     *             "no_answer": 1,
                     *             "busy": 1,
                     *             "message_left": 1
                     *           },
                     *           "notEnded": 1,
                     *           "durationSeconds": {
                     *             "mean": 1,
                     *             "median": 1
                     *           },
                     *           "handovers": {
                     *             "tried": 1,
                     *             "accepted": 1
                     *           },
                     *           "visitsBooked": 1,
                     *           "afterHours": 1,
                     *           "startsOn": "2026-11-24"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @example 2026-11-01
                         */
                        from: string;
                        /**
                         * Format: date
                         * @description Included.
                         * @example 2026-11-30
                         */
                        to: string;
                        /**
                         * @description The clinic's zone, IANA: its days are what is counted by.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @enum {string} */
                        by: "day" | "week";
                        total: {
                            /** @description That began on these days. */
                            calls: number;
                            byDirection: {
                                inbound: number;
                                outbound: number;
                            };
                            byOutcome: {
                                /** @description Calls in which a visit was booked, however they ended. */
                                booked: number;
                                /** @description That left the desk something to do. */
                                message_taken: number;
                                transferred: number;
                                answered: number;
                                no_input: number;
                                time_limit: number;
                                caller_hung_up: number;
                                /** @description Nobody could talk to the caller. */
                                overflow: number;
                                refused: number;
                                failed: number;
                                no_answer: number;
                                busy: number;
                                message_left: number;
                            };
                            /** @description Calls that go on, and have no outcome yet. */
                            notEnded: number;
                            /** @description From the moment that the receptionist took the call to its end; null where it took none that has ended. */
                            durationSeconds: {
                                mean: number | null;
                                median: number | null;
                            };
                            handovers: {
                                /** @description Calls that were to be given to a person. */
                                tried: number;
                                /** @description Calls that a person took. */
                                accepted: number;
                            };
                            /** @description In these calls; one call can book several, and one that was only moved does not count. */
                            visitsBooked: number;
                            /** @description Calls that came in while the clinic was closed, by its hours, closures and days of their own hours as they are written down now. */
                            afterHours: number;
                        };
                        /** @description In order, and without gaps. */
                        periods: {
                            /** @description That began on these days. */
                            calls: number;
                            byDirection: {
                                inbound: number;
                                outbound: number;
                            };
                            byOutcome: {
                                /** @description Calls in which a visit was booked, however they ended. */
                                booked: number;
                                /** @description That left the desk something to do. */
                                message_taken: number;
                                transferred: number;
                                answered: number;
                                no_input: number;
                                time_limit: number;
                                caller_hung_up: number;
                                /** @description Nobody could talk to the caller. */
                                overflow: number;
                                refused: number;
                                failed: number;
                                no_answer: number;
                                busy: number;
                                message_left: number;
                            };
                            /** @description Calls that go on, and have no outcome yet. */
                            notEnded: number;
                            /** @description From the moment that the receptionist took the call to its end; null where it took none that has ended. */
                            durationSeconds: {
                                mean: number | null;
                                median: number | null;
                            };
                            handovers: {
                                /** @description Calls that were to be given to a person. */
                                tried: number;
                                /** @description Calls that a person took. */
                                accepted: number;
                            };
                            /** @description In these calls; one call can book several, and one that was only moved does not count. */
                            visitsBooked: number;
                            /** @description Calls that came in while the clinic was closed, by its hours, closures and days of their own hours as they are written down now. */
                            afterHours: number;
                            /**
                             * Format: date
                             * @description The day, or the Monday of the week; that may lie before `from`, whose days are what counts.
                             */
                            startsOn: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StatisticsController_appointments: {
        parameters: {
            query: {
                /** @description The first day, by the clinic's clocks. */
                from: string;
                /** @description The last day; at most 366 with the first. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-01",
                     *       "to": "2026-11-30",
                     *       "timeZone": "America/Chicago",
                     *       "visits": 1,
                     *       "byStatus": {
                     *         "requested": 1,
                     *         "scheduled": 1,
                     *         "confirmed": 1,
                     *         "arrived": 1,
                     *         "seated": 1,
                     *         "completed": 1,
                     *         "cancelled": 1,
                     *         "no_show": 1,
                     *         "rescheduled": 1
                     *       },
                     *       "bookedBy": {
                     *         "phone": 1,
                     *         "staff": 1
                     *       },
                     *       "noShows": 1,
                     *       "lateCancellations": 1,
                     *       "lateMoves": 1
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @example 2026-11-01
                         */
                        from: string;
                        /**
                         * Format: date
                         * @description Included.
                         * @example 2026-11-30
                         */
                        to: string;
                        /**
                         * @description The clinic's zone, IANA: its days are what is counted by.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description That begin, or would have begun, on these days. */
                        visits: number;
                        byStatus: {
                            /** @description A caller has asked for it, and the desk has to agree. */
                            requested: number;
                            scheduled: number;
                            confirmed: number;
                            arrived: number;
                            seated: number;
                            completed: number;
                            cancelled: number;
                            no_show: number;
                            /** @description Another visit took its place. */
                            rescheduled: number;
                        };
                        bookedBy: {
                            /** @description Booked, or moved there, in a call with the receptionist. */
                            phone: number;
                            /** @description By the desk or another program, and by answers to texts. */
                            staff: number;
                        };
                        noShows: number;
                        /** @description Cancelled by the patient later than the clinic's rule allows. */
                        lateCancellations: number;
                        /** @description Moved by the patient as late as that. */
                        lateMoves: number;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StatisticsController_receptionist: {
        parameters: {
            query: {
                /** @description The first day, by the clinic's clocks. */
                from: string;
                /** @description The last day; at most 366 with the first. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-01",
                     *       "to": "2026-11-30",
                     *       "timeZone": "America/Chicago",
                     *       "calls": 1,
                     *       "replies": 1,
                     *       "latencyMs": {
                     *         "p50": 1,
                     *         "p95": 1
                     *       },
                     *       "turns": 1,
                     *       "interruptions": 1,
                     *       "tools": {
                     *         "runs": 1,
                     *         "byStatus": {
                     *           "running": 1,
                     *           "succeeded": 1,
                     *           "rejected": 1,
                     *           "failed": 1,
                     *           "timed_out": 1,
                     *           "cancelled": 1
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @example 2026-11-01
                         */
                        from: string;
                        /**
                         * Format: date
                         * @description Included.
                         * @example 2026-11-30
                         */
                        to: string;
                        /**
                         * @description The clinic's zone, IANA: its days are what is counted by.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description That began on these days, and of which turns are kept: retention ends them. */
                        calls: number;
                        /** @description Answers of the receptionist whose delay was measured. */
                        replies: number;
                        /** @description From the caller's last voice to the first audio of the answer; null without any. */
                        latencyMs: {
                            p50: number | null;
                            p95: number | null;
                        };
                        /** @description All that the receptionist has said. */
                        turns: number;
                        /** @description Turns of the receptionist that a caller has cut off. */
                        interruptions: number;
                        tools: {
                            runs: number;
                            byStatus: {
                                /** @description Not finished, or cut off with the process. */
                                running: number;
                                succeeded: number;
                                /** @description Asked for what may not be, or could not be understood. */
                                rejected: number;
                                failed: number;
                                timed_out: number;
                                cancelled: number;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    CallsController_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                callSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "callSid": "text",
                     *       "direction": "inbound",
                     *       "status": "ringing",
                     *       "agentProfileVersion": 1,
                     *       "outcome": "booked",
                     *       "startedAt": "2026-11-24T15:30:00Z",
                     *       "endedAt": "2026-11-24T15:30:00Z",
                     *       "handover": {
                     *         "reason": "caller_asked",
                     *         "status": "planned"
                     *       },
                     *       "recordings": [
                     *         {
                     *           "recordingSid": "text",
                     *           "kind": "call",
                     *           "status": "in_progress",
                     *           "durationSeconds": 1
                     *         }
                     *       ],
                     *       "audioHealth": {
                     *         "issues": [
                     *           "one_way"
                     *         ],
                     *         "callerMs": 1,
                     *         "speechMs": 1,
                     *         "speechDbfs": 0,
                     *         "noiseDbfs": 0,
                     *         "peakDbfs": 0,
                     *         "clippedPerMille": 1,
                     *         "silencePerMille": 1,
                     *         "missingMs": 1,
                     *         "stalls": 1,
                     *         "echoLagMs": 1
                     *       },
                     *       "turns": [
                     *         {
                     *           "seq": 1,
                     *           "role": "caller",
                     *           "text": "text",
                     *           "heard": "text",
                     *           "interrupted": true,
                     *           "startedAt": "2026-11-24T15:30:00Z",
                     *           "latencyMs": 1,
                     *           "stages": {
                     *             "endOfTurnMs": 1,
                     *             "firstTokenMs": 1,
                     *             "firstAudioMs": 1,
                     *             "toCarrierMs": 1,
                     *             "heardMs": 1,
                     *             "toolMs": 1,
                     *             "bargeInMs": 1,
                     *             "reconnectMs": 1
                     *           }
                     *         }
                     *       ],
                     *       "tools": [
                     *         {
                     *           "name": "text",
                     *           "status": "running",
                     *           "startedAt": "2026-11-24T15:30:00Z",
                     *           "durationMs": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        callSid: string;
                        /** @enum {string} */
                        direction: "inbound" | "outbound";
                        /** @enum {string} */
                        status: "ringing" | "in_progress" | "completed";
                        /** @description The version of the agent's profile that it runs; null until it has begun, and with a clinic that has none. */
                        agentProfileVersion: number | null;
                        /** @enum {string|null} */
                        outcome: "booked" | "message_taken" | "transferred" | "answered" | "no_input" | "time_limit" | "caller_hung_up" | "overflow" | "refused" | "failed" | "no_answer" | "busy" | "message_left" | null;
                        /** Format: date-time */
                        startedAt: string;
                        /** Format: date-time */
                        endedAt: string | null;
                        /** @description How the caller was handed over to a person; null when they were not. */
                        handover: {
                            /** @enum {string} */
                            reason: "caller_asked" | "keypad" | "emergency" | "failed_turns" | "agent" | "no_agent";
                            /** @enum {string} */
                            status: "planned" | "ringing" | "accepted" | "unanswered" | "returned";
                        } | null;
                        recordings: {
                            recordingSid: string;
                            /** @enum {string} */
                            kind: "call" | "voicemail";
                            /** @enum {string} */
                            status: "in_progress" | "completed" | "absent";
                            durationSeconds: number | null;
                        }[];
                        /** @description How the caller's side sounded; null until their first stream has ended. */
                        audioHealth: {
                            /** @description What a person should look into; empty for a good line. */
                            issues: ("one_way" | "too_quiet" | "clipping" | "noisy" | "echo")[];
                            /** @description Audio that came from the caller. */
                            callerMs: number;
                            /** @description With speech in it. */
                            speechMs: number;
                            /** @description Level of the speech; null without any. */
                            speechDbfs: number | null;
                            /** @description The level that nine frames in ten exceed; -80 is digital silence. */
                            noiseDbfs: number | null;
                            /** @description The loudest sample. */
                            peakDbfs: number | null;
                            /** @description Samples at full scale, of those in frames with speech. */
                            clippedPerMille: number;
                            /** @description Frames without speech, of all. */
                            silencePerMille: number;
                            /** @description Audio that never came, by the clock. */
                            missingMs: number;
                            /** @description Times that the audio came to a halt for more than a tenth of a second. */
                            stalls: number;
                            /** @description How much later than the agent's voice its echo comes; null without one. */
                            echoLagMs: number | null;
                        } | null;
                        turns: {
                            seq: number;
                            /** @enum {string} */
                            role: "caller" | "agent";
                            /** @description What was said. */
                            text: string;
                            /** @description The part of it that reached the caller's ear; always a prefix of `text`. */
                            heard: string;
                            interrupted: boolean;
                            /** Format: date-time */
                            startedAt: string;
                            /** @description From the caller's last voice to the first audio of this one. */
                            latencyMs: number | null;
                            /** @description Where an answer's time went; null for a turn that answers nobody. */
                            stages: {
                                /** @description The caller's turn was judged to be over. */
                                endOfTurnMs: number | null;
                                /** @description The provider's own word for when it began to write the answer. */
                                firstTokenMs: number | null;
                                /** @description The provider's first audio arrived. */
                                firstAudioMs: number | null;
                                /** @description That audio was handed to the carrier; the same as `latencyMs`. */
                                toCarrierMs: number | null;
                                /** @description The caller began to hear it. */
                                heardMs: number | null;
                                /** @description Run time of all tools of the answer. */
                                toolMs: number | null;
                                /** @description For a caller who cut the agent: until the carrier was told to be silent. */
                                bargeInMs: number | null;
                                /** @description How long the call had been without an agent. */
                                reconnectMs: number | null;
                            } | null;
                        }[];
                        tools: {
                            name: string;
                            /** @enum {string} */
                            status: "running" | "succeeded" | "rejected" | "failed" | "timed_out" | "cancelled";
                            /** Format: date-time */
                            startedAt: string;
                            durationMs: number | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    OutboundCallsController_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "text",
                 *       "purpose": "reminder",
                 *       "opening": "text"
                 *     }
                 */
                "application/json": {
                    /** @description E.164. */
                    to: string;
                    /**
                     * @description A recall and an offer of the waiting list need the consent of the person called.
                     * @enum {string}
                     */
                    purpose: "reminder" | "recall" | "waitlist_offer" | "callback";
                    /** @description The first words to whoever picks up, which may be a child or a colleague: nothing about the visit. The agent goes on from there. */
                    opening: string;
                    /**
                     * @description Spoken to an answering machine. Only these: anybody may listen to it. None hangs up and tries again.
                     * @enum {string}
                     */
                    machineMessage?: "call_back" | "will_try_again";
                    /**
                     * Format: date-time
                     * @description Not before this instant, at most 90 days ahead. As soon as it is permitted when absent.
                     */
                    notBefore?: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "reminder",
                     *       "status": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "maxAttempts": 1,
                     *       "dueAt": "2026-11-24T15:30:00Z",
                     *       "callSid": "text",
                     *       "agentProfileVersion": 1,
                     *       "createdAt": "2026-11-24T15:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        purpose: "reminder" | "recall" | "waitlist_offer" | "callback" | "profile_test";
                        /** @enum {string} */
                        status: "waiting" | "dialling" | "in_progress" | "completed" | "gave_up" | "refused";
                        /** @description Why it was refused, or what the last attempt came to. */
                        reason: string | null;
                        attempts: number;
                        maxAttempts: number;
                        /**
                         * Format: date-time
                         * @description When a waiting order is due; for any other, when it was dialled last.
                         */
                        dueAt: string;
                        /** @description The call of the last attempt. */
                        callSid: string | null;
                        /** @description The version that a test call tries; null for calls to patients. */
                        agentProfileVersion: number | null;
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    OutboundCallsController_follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "reminder",
                     *       "status": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "maxAttempts": 1,
                     *       "dueAt": "2026-11-24T15:30:00Z",
                     *       "callSid": "text",
                     *       "agentProfileVersion": 1,
                     *       "createdAt": "2026-11-24T15:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        purpose: "reminder" | "recall" | "waitlist_offer" | "callback" | "profile_test";
                        /** @enum {string} */
                        status: "waiting" | "dialling" | "in_progress" | "completed" | "gave_up" | "refused";
                        /** @description Why it was refused, or what the last attempt came to. */
                        reason: string | null;
                        attempts: number;
                        maxAttempts: number;
                        /**
                         * Format: date-time
                         * @description When a waiting order is due; for any other, when it was dialled last.
                         */
                        dueAt: string;
                        /** @description The call of the last attempt. */
                        callSid: string | null;
                        /** @description The version that a test call tries; null for calls to patients. */
                        agentProfileVersion: number | null;
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    TestCallsController_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "text"
                 *     }
                 */
                "application/json": {
                    /** @description E.164. A phone of your own: it is called now, at any hour. */
                    to: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "reminder",
                     *       "status": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "maxAttempts": 1,
                     *       "dueAt": "2026-11-24T15:30:00Z",
                     *       "callSid": "text",
                     *       "agentProfileVersion": 1,
                     *       "createdAt": "2026-11-24T15:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        purpose: "reminder" | "recall" | "waitlist_offer" | "callback" | "profile_test";
                        /** @enum {string} */
                        status: "waiting" | "dialling" | "in_progress" | "completed" | "gave_up" | "refused";
                        /** @description Why it was refused, or what the last attempt came to. */
                        reason: string | null;
                        attempts: number;
                        maxAttempts: number;
                        /**
                         * Format: date-time
                         * @description When a waiting order is due; for any other, when it was dialled last.
                         */
                        dueAt: string;
                        /** @description The call of the last attempt. */
                        callSid: string | null;
                        /** @description The version that a test call tries; null for calls to patients. */
                        agentProfileVersion: number | null;
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SearchController_search: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "text",
                 *       "from": "2026-11-24T09:30:00-06:00",
                 *       "to": "2026-11-24T09:30:00-06:00"
                 *     }
                 */
                "application/json": {
                    /** @description All of its words must be there. `"root canal"`: one right after the other; `implan*`: words that begin so, three letters or digits at least. Case, marks and apostrophes don't matter. */
                    query: string;
                    /**
                     * @description `turn`: what was said in calls; `message`: texts. Of these, what the credential may read.
                     * @default [
                     *       "turn",
                     *       "message"
                     *     ]
                     */
                    kinds?: ("turn" | "message")[];
                    /**
                     * Format: date-time
                     * @description Not before this moment.
                     * @example 2026-11-24T09:30:00-06:00
                     */
                    from?: string;
                    /**
                     * Format: date-time
                     * @description Before this moment.
                     * @example 2026-11-24T09:30:00-06:00
                     */
                    to?: string;
                    /** @description `nextCursor` of the page before. */
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "timeZone": "text",
                     *       "kinds": [
                     *         "turn"
                     *       ],
                     *       "items": [
                     *         {
                     *           "kind": "turn",
                     *           "callSid": "text",
                     *           "seq": 1,
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "excerpt": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description What was searched. */
                        kinds: ("turn" | "message")[];
                        /** @description The newest first. */
                        items: ({
                            /** @enum {string} */
                            kind: "turn";
                            callSid: string;
                            /** @description Which turn of the call. */
                            seq: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description A part of it around what was found, `…` where it goes on. */
                            excerpt: string;
                        } | {
                            /** @enum {string} */
                            kind: "message";
                            /** Format: uuid */
                            messageId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description A part of it around what was found, `…` where it goes on. */
                            excerpt: string;
                        })[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditTrailController_accesses: {
        parameters: {
            query?: {
                /** @description Included. Since ever when absent. */
                from?: string;
                /** @description Not included. Until now when absent. */
                to?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "actor": {
                     *             "kind": "agent",
                     *             "id": "text"
                     *           },
                     *           "action": "text",
                     *           "subject": {
                     *             "kind": "text",
                     *             "id": "text"
                     *           },
                     *           "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "reason": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            at: string;
                            actor: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                /** @description Of a key, of an account, or the name of a part of the product. */
                                id: string;
                            };
                            /** @description What they did, such as `appointment.read`. */
                            action: string;
                            /** @description The record. */
                            subject: {
                                kind: string;
                                id: string;
                            };
                            /** Format: uuid */
                            callId: string | null;
                            /** @description Where somebody had to say why. */
                            reason: string | null;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditEntriesController_search: {
        parameters: {
            query?: {
                /** @description What was done, such as `appointment.booked`. */
                action?: string;
                /** @description What sort of somebody did it. */
                actorKind?: "agent" | "api_key" | "staff" | "system" | "patient";
                /** @description Who did it: a key, an account, or a part of the product. */
                actorId?: string;
                /** @description What sort of record it was done to, such as `appointment`. */
                subjectKind?: string;
                /** @description The record. */
                subjectId?: string;
                /** @description Whose data was read or changed. */
                patientId?: string;
                /** @description The call in which it was done. */
                callSid?: string;
                /** @description Included. Since ever when absent. */
                from?: string;
                /** @description Not included. Until now when absent. */
                to?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "seq": 1,
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text",
                     *           "actor": {
                     *             "kind": "agent",
                     *             "id": "text"
                     *           },
                     *           "action": "appointment.booked",
                     *           "subject": {
                     *             "kind": "text",
                     *             "id": "text"
                     *           },
                     *           "patientIds": [
                     *             "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           ],
                     *           "callSid": "text",
                     *           "reason": "text",
                     *           "detail": {},
                     *           "hash": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description Its number in the clinic's chain: from 1, without gaps. */
                            seq: number;
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                            actor: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                /** @description Of a key, of an account, or the name of a part of the product. */
                                id: string;
                            };
                            /** @example appointment.booked */
                            action: string;
                            /** @description The record. */
                            subject: {
                                kind: string;
                                id: string;
                            };
                            /** @description Whose data was read or changed. */
                            patientIds: string[];
                            /** @description The call in which it was done. */
                            callSid: string | null;
                            /** @description Where somebody had to say why. */
                            reason: string | null;
                            /** @description Ids, enums, counts and times: never what a person said or is called. */
                            detail: {
                                [key: string]: string | number | boolean | (null);
                            };
                            /** @description SHA-256 over the hash of the entry before and all of this one. */
                            hash: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditEntriesController_export: {
        parameters: {
            query?: {
                /** @description Included. Since ever when absent. */
                from?: string;
                /** @description Not included. Until now when absent. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines, each of this shape. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "range",
                     *       "clinicId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "first": 1,
                     *       "last": 1,
                     *       "before": "text"
                     *     }
                     */
                    "application/x-ndjson": {
                        /** @enum {string} */
                        kind: "range";
                        /** Format: uuid */
                        clinicId: string;
                        /** @description `seq` of the first entry; null without any. */
                        first: number | null;
                        last: number | null;
                        /** @description The hash of the entry before the first; 64 zeros where there is none. */
                        before: string | null;
                    } | {
                        /** @enum {string} */
                        kind: "entry";
                        /** @description Its number in the clinic's chain: from 1, without gaps. */
                        seq: number;
                        /** Format: uuid */
                        id: string;
                        /** Format: date-time */
                        at: string;
                        /** @enum {string} */
                        actorKind: "agent" | "api_key" | "staff" | "system" | "patient";
                        actorId: string;
                        action: string;
                        subjectKind: string;
                        subjectId: string;
                        patientIds: string[];
                        /** Format: uuid */
                        callId: string | null;
                        reason: string | null;
                        /** @description Ids, enums, counts and times: never what a person said or is called. */
                        detail: {
                            [key: string]: string | number | boolean | (null);
                        };
                        /** @description SHA-256 over the hash of the entry before and all of this one. */
                        hash: string;
                        /** @description HMAC under a key that is not in the database. */
                        mac: string;
                        keyId: string;
                    } | {
                        /** @enum {string} */
                        kind: "head";
                        /** Format: uuid */
                        clinicId: string;
                        seq: number;
                        /** @description SHA-256 over the hash of the entry before and all of this one. */
                        hash: string;
                        /** @description HMAC under a key that is not in the database. */
                        mac: string;
                        keyId: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditEntriesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string | number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "at": "2026-11-24T15:30:00Z",
                     *       "atLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "actor": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "action": "appointment.booked",
                     *       "subject": {
                     *         "kind": "text",
                     *         "id": "text"
                     *       },
                     *       "patientIds": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ],
                     *       "callSid": "text",
                     *       "reason": "text",
                     *       "detail": {},
                     *       "hash": "text"
                     *     }
                     */
                    "application/json": {
                        /** @description Its number in the clinic's chain: from 1, without gaps. */
                        seq: number;
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        at: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        atLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        actor: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            /** @description Of a key, of an account, or the name of a part of the product. */
                            id: string;
                        };
                        /** @example appointment.booked */
                        action: string;
                        /** @description The record. */
                        subject: {
                            kind: string;
                            id: string;
                        };
                        /** @description Whose data was read or changed. */
                        patientIds: string[];
                        /** @description The call in which it was done. */
                        callSid: string | null;
                        /** @description Where somebody had to say why. */
                        reason: string | null;
                        /** @description Ids, enums, counts and times: never what a person said or is called. */
                        detail: {
                            [key: string]: string | number | boolean | (null);
                        };
                        /** @description SHA-256 over the hash of the entry before and all of this one. */
                        hash: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditEntriesController_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description `end` of an earlier answer: that entry must still be what it was, and those behind it are verified. */
                    after?: {
                        seq: number;
                        /** @description SHA-256 over the hash of the entry before and all of this one. */
                        hash: string;
                    };
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "checked": 1,
                     *       "firstBad": {
                     *         "clinicId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "seq": 1,
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "fault": "altered"
                     *       },
                     *       "end": {
                     *         "seq": 1,
                     *         "hash": "text"
                     *       },
                     *       "complete": true
                     *     }
                     */
                    "application/json": {
                        ok: boolean;
                        /** @description Entries that were read for this answer. */
                        checked: number;
                        /** @description The first entry that does not fit. */
                        firstBad: {
                            /** Format: uuid */
                            clinicId: string;
                            seq: number;
                            /**
                             * Format: uuid
                             * @description Null where there is no entry.
                             */
                            id: string | null;
                            /**
                             * @description `altered`: it says something else than it did. `missing`: there was one with this number. `forged`: nobody with our key has written it. `after_the_end`, `cut_off`: the chain is longer or shorter than it was. `head_forged`: where it ends was not written by us. `unprovable`: every key that could prove it is gone.
                             * @enum {string}
                             */
                            fault: "altered" | "missing" | "forged" | "after_the_end" | "cut_off" | "head_forged" | "unprovable";
                        } | null;
                        /** @description The last entry that was verified; 0 for none. */
                        end: {
                            seq: number;
                            /** @description SHA-256 over the hash of the entry before and all of this one. */
                            hash: string;
                        };
                        /** @description False when more entries follow: ask again with `end` as `after`. */
                        complete: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ConsentsController_list: {
        parameters: {
            query?: {
                /** @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call. */
                purpose?: "text" | "call" | "recording" | "ai_disclosure";
                /** @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling. */
                choice?: "given" | "refused";
                /** @description Of this call. */
                callId?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "purpose": "text",
                     *           "choice": "given",
                     *           "number": "text",
                     *           "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "wording": {
                     *             "id": "text",
                     *             "version": 1,
                     *             "language": "en"
                     *           },
                     *           "channel": "call",
                     *           "evidence": {
                     *             "kind": "text",
                     *             "id": "text"
                     *           },
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                             * @enum {string}
                             */
                            purpose: "text" | "call" | "recording" | "ai_disclosure";
                            /**
                             * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                             * @enum {string}
                             */
                            choice: "given" | "refused";
                            /** @description E.164. Null when it was withheld or erased, and to whoever may not read patients. */
                            number: string | null;
                            /**
                             * Format: uuid
                             * @description The call in which it was said.
                             */
                            callId: string | null;
                            /** @description The words of ours that it is about. Null for what people say of their own accord, or on a form. */
                            wording: {
                                id: string;
                                version: number;
                                /** @enum {string} */
                                language: "en" | "es";
                            } | null;
                            /**
                             * @description In a call, by text, to the staff, or on a page.
                             * @enum {string}
                             */
                            channel: "call" | "text" | "staff" | "web";
                            /** @description Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. */
                            evidence: {
                                kind: string;
                                id: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ConsentsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15125550143",
                 *       "purpose": "text",
                 *       "choice": "given",
                 *       "evidence": {
                 *         "kind": "word"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Whose: consents to being contacted are those of a number.
                     * @example +15125550143
                     */
                    phone: string;
                    /** @enum {string} */
                    purpose: "text" | "call";
                    /**
                     * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                     * @enum {string}
                     */
                    choice: "given" | "refused";
                    /** @description Where it was said. */
                    evidence: {
                        /** @enum {string} */
                        kind: "word";
                    } | {
                        /** @enum {string} */
                        kind: "paper";
                        /**
                         * @description The clinic's own mark for the form, by which it is found again. Never a name or a number of a person.
                         * @example F-2026-0117
                         */
                        reference: string;
                    } | {
                        /** @enum {string} */
                        kind: "web_form";
                        /**
                         * @description The clinic's own mark for the form, by which it is found again. Never a name or a number of a person.
                         * @example F-2026-0117
                         */
                        reference: string;
                    };
                    /**
                     * Format: date-time
                     * @description When it was said: the last word counts, whenever it is entered. Now when absent.
                     */
                    at?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "text",
                     *       "choice": "given",
                     *       "number": "text",
                     *       "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "wording": {
                     *         "id": "text",
                     *         "version": 1,
                     *         "language": "en"
                     *       },
                     *       "channel": "call",
                     *       "evidence": {
                     *         "kind": "text",
                     *         "id": "text"
                     *       },
                     *       "at": "2026-11-24T15:30:00Z",
                     *       "atLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                         * @enum {string}
                         */
                        purpose: "text" | "call" | "recording" | "ai_disclosure";
                        /**
                         * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                         * @enum {string}
                         */
                        choice: "given" | "refused";
                        /** @description E.164. Null when it was withheld or erased, and to whoever may not read patients. */
                        number: string | null;
                        /**
                         * Format: uuid
                         * @description The call in which it was said.
                         */
                        callId: string | null;
                        /** @description The words of ours that it is about. Null for what people say of their own accord, or on a form. */
                        wording: {
                            id: string;
                            version: number;
                            /** @enum {string} */
                            language: "en" | "es";
                        } | null;
                        /**
                         * @description In a call, by text, to the staff, or on a page.
                         * @enum {string}
                         */
                        channel: "call" | "text" | "staff" | "web";
                        /** @description Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. */
                        evidence: {
                            kind: string;
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        at: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        atLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ConsentsController_search: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15125550143"
                 *     }
                 */
                "application/json": {
                    /** @example +15125550143 */
                    phone: string;
                    /**
                     * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                     * @enum {string}
                     */
                    purpose?: "text" | "call" | "recording" | "ai_disclosure";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "purpose": "text",
                     *           "choice": "given",
                     *           "number": "text",
                     *           "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "wording": {
                     *             "id": "text",
                     *             "version": 1,
                     *             "language": "en"
                     *           },
                     *           "channel": "call",
                     *           "evidence": {
                     *             "kind": "text",
                     *             "id": "text"
                     *           },
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description The last word on each purpose on which there is one. */
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                             * @enum {string}
                             */
                            purpose: "text" | "call" | "recording" | "ai_disclosure";
                            /**
                             * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                             * @enum {string}
                             */
                            choice: "given" | "refused";
                            /** @description E.164. Null when it was withheld or erased, and to whoever may not read patients. */
                            number: string | null;
                            /**
                             * Format: uuid
                             * @description The call in which it was said.
                             */
                            callId: string | null;
                            /** @description The words of ours that it is about. Null for what people say of their own accord, or on a form. */
                            wording: {
                                id: string;
                                version: number;
                                /** @enum {string} */
                                language: "en" | "es";
                            } | null;
                            /**
                             * @description In a call, by text, to the staff, or on a page.
                             * @enum {string}
                             */
                            channel: "call" | "text" | "staff" | "web";
                            /** @description Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. */
                            evidence: {
                                kind: string;
                                id: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ConsentsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "text",
                     *       "choice": "given",
                     *       "number": "text",
                     *       "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "wording": {
                     *         "id": "text",
                     *         "version": 1,
                     *         "language": "en"
                     *       },
                     *       "channel": "call",
                     *       "evidence": {
                     *         "kind": "text",
                     *         "id": "text"
                     *       },
                     *       "at": "2026-11-24T15:30:00Z",
                     *       "atLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                         * @enum {string}
                         */
                        purpose: "text" | "call" | "recording" | "ai_disclosure";
                        /**
                         * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                         * @enum {string}
                         */
                        choice: "given" | "refused";
                        /** @description E.164. Null when it was withheld or erased, and to whoever may not read patients. */
                        number: string | null;
                        /**
                         * Format: uuid
                         * @description The call in which it was said.
                         */
                        callId: string | null;
                        /** @description The words of ours that it is about. Null for what people say of their own accord, or on a form. */
                        wording: {
                            id: string;
                            version: number;
                            /** @enum {string} */
                            language: "en" | "es";
                        } | null;
                        /**
                         * @description In a call, by text, to the staff, or on a page.
                         * @enum {string}
                         */
                        channel: "call" | "text" | "staff" | "web";
                        /** @description Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. */
                        evidence: {
                            kind: string;
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        at: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        atLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    DeskTasksController_list: {
        parameters: {
            query?: {
                /** @description Both when absent. */
                status?: "open" | "done";
                /** @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read. */
                kind?: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                /** @description Included. */
                createdAfter?: string;
                /** @description Not included. */
                createdBefore?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "kind": "callback",
                     *           "origin": "voicemail",
                     *           "status": "open",
                     *           "callSid": "text",
                     *           "callerNumber": "text",
                     *           "callerName": "text",
                     *           "note": "text",
                     *           "recordingSid": "text",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "doneAt": "2026-11-24T15:30:00Z",
                     *           "doneAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read.
                             * @enum {string}
                             */
                            kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                            /**
                             * @description A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.
                             * @enum {string}
                             */
                            origin: "voicemail" | "message" | "text" | "calendar" | "staff";
                            /** @enum {string} */
                            status: "open" | "done";
                            /** @description The call that it comes from. */
                            callSid: string | null;
                            /** @description Null for a task that is about no caller. */
                            callerNumber: string | null;
                            callerName: string | null;
                            note: string | null;
                            recordingSid: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            doneAt: string | null;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            doneAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    DeskTasksController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "callback",
                 *       "note": "Wants to know whether the crown is covered.",
                 *       "callerNumber": "+15125550143"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What somebody wants.
                     * @enum {string}
                     */
                    kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency";
                    /**
                     * @description Numbers of cards are taken out before it is stored.
                     * @example Wants to know whether the crown is covered.
                     */
                    note: string;
                    /** @description The call that it comes from. */
                    callSid?: string;
                    /**
                     * @description Whom it is about. Needed for a callback.
                     * @example +15125550143
                     */
                    callerNumber?: string;
                    callerName?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "callback",
                     *       "origin": "voicemail",
                     *       "status": "open",
                     *       "callSid": "text",
                     *       "callerNumber": "text",
                     *       "callerName": "text",
                     *       "note": "text",
                     *       "recordingSid": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "doneAt": "2026-11-24T15:30:00Z",
                     *       "doneAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read.
                         * @enum {string}
                         */
                        kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                        /**
                         * @description A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.
                         * @enum {string}
                         */
                        origin: "voicemail" | "message" | "text" | "calendar" | "staff";
                        /** @enum {string} */
                        status: "open" | "done";
                        /** @description The call that it comes from. */
                        callSid: string | null;
                        /** @description Null for a task that is about no caller. */
                        callerNumber: string | null;
                        callerName: string | null;
                        note: string | null;
                        recordingSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        doneAt: string | null;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        doneAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    DeskTasksController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "callback",
                     *       "origin": "voicemail",
                     *       "status": "open",
                     *       "callSid": "text",
                     *       "callerNumber": "text",
                     *       "callerName": "text",
                     *       "note": "text",
                     *       "recordingSid": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "doneAt": "2026-11-24T15:30:00Z",
                     *       "doneAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read.
                         * @enum {string}
                         */
                        kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                        /**
                         * @description A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.
                         * @enum {string}
                         */
                        origin: "voicemail" | "message" | "text" | "calendar" | "staff";
                        /** @enum {string} */
                        status: "open" | "done";
                        /** @description The call that it comes from. */
                        callSid: string | null;
                        /** @description Null for a task that is about no caller. */
                        callerNumber: string | null;
                        callerName: string | null;
                        note: string | null;
                        recordingSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        doneAt: string | null;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        doneAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    DeskTasksController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @enum {string} */
                    status?: "open" | "done";
                    /** @description Numbers of cards are taken out before it is stored. */
                    note?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "callback",
                     *       "origin": "voicemail",
                     *       "status": "open",
                     *       "callSid": "text",
                     *       "callerNumber": "text",
                     *       "callerName": "text",
                     *       "note": "text",
                     *       "recordingSid": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "doneAt": "2026-11-24T15:30:00Z",
                     *       "doneAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read.
                         * @enum {string}
                         */
                        kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                        /**
                         * @description A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.
                         * @enum {string}
                         */
                        origin: "voicemail" | "message" | "text" | "calendar" | "staff";
                        /** @enum {string} */
                        status: "open" | "done";
                        /** @description The call that it comes from. */
                        callSid: string | null;
                        /** @description Null for a task that is about no caller. */
                        callerNumber: string | null;
                        callerName: string | null;
                        note: string | null;
                        recordingSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        doneAt: string | null;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        doneAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRulesController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "recordings",
                     *           "days": 1,
                     *           "chosenDays": 1,
                     *           "defaultDays": 1,
                     *           "minDays": 1,
                     *           "maxDays": 1,
                     *           "changedAt": "2026-11-24T15:30:00Z",
                     *           "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * @description What is kept. `audit`: what is older is counted, and left to whoever operates the database.
                             * @enum {string}
                             */
                            kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                            /** @description What holds: those that were chosen, or else the default. */
                            days: number;
                            /** @description Null where the clinic has chosen nothing. */
                            chosenDays: number | null;
                            defaultDays: number;
                            minDays: number;
                            maxDays: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            changedAt: string | null;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            changedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRulesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "recordings",
                     *       "days": 1,
                     *       "chosenDays": 1,
                     *       "defaultDays": 1,
                     *       "minDays": 1,
                     *       "maxDays": 1,
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description What is kept. `audit`: what is older is counted, and left to whoever operates the database.
                         * @enum {string}
                         */
                        kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                        /** @description What holds: those that were chosen, or else the default. */
                        days: number;
                        /** @description Null where the clinic has chosen nothing. */
                        chosenDays: number | null;
                        defaultDays: number;
                        minDays: number;
                        maxDays: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string | null;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRulesController_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 365
                 *     }
                 */
                "application/json": {
                    /**
                     * @description So long records of this kind are kept, within `minDays` and `maxDays`.
                     * @example 365
                     */
                    days: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "recordings",
                     *       "days": 1,
                     *       "chosenDays": 1,
                     *       "defaultDays": 1,
                     *       "minDays": 1,
                     *       "maxDays": 1,
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description What is kept. `audit`: what is older is counted, and left to whoever operates the database.
                         * @enum {string}
                         */
                        kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                        /** @description What holds: those that were chosen, or else the default. */
                        days: number;
                        /** @description Null where the clinic has chosen nothing. */
                        chosenDays: number | null;
                        defaultDays: number;
                        minDays: number;
                        maxDays: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string | null;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRunsController_list: {
        parameters: {
            query?: {
                /** @description Of this kind of record only. */
                kind?: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                /** @description The first day, in UTC. */
                from?: string;
                /** @description The last day, in UTC. */
                to?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "day": "2026-11-24",
                     *           "kind": "recordings",
                     *           "before": "2026-11-24T15:30:00Z",
                     *           "beforeLocal": "2026-11-24T09:30:00-06:00",
                     *           "removed": 1,
                     *           "held": 1,
                     *           "failed": 1,
                     *           "failedIds": [
                     *             "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           ],
                     *           "oldestAt": "2026-11-24T15:30:00Z",
                     *           "oldestAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "newestAt": "2026-11-24T15:30:00Z",
                     *           "newestAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "idsHash": "text",
                     *           "finishedAt": "2026-11-24T15:30:00Z",
                     *           "finishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * Format: date
                             * @description In UTC: a day has one run for each kind.
                             */
                            day: string;
                            /** @enum {string} */
                            kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            before: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            beforeLocal: string;
                            /** @description Records that were older than `before`, and are gone. */
                            removed: number;
                            /** @description As old, and kept because of a legal hold. */
                            held: number;
                            /** @description As old, and not removed: the carrier refused. Tried again on the next day. */
                            failed: number;
                            /** @description The first of those. */
                            failedIds: string[];
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            oldestAt: string | null;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            oldestAtLocal: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            newestAt: string | null;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            newestAtLocal: string | null;
                            /** @description SHA-256 over the ids of what was removed: whoever has them can check that it was these. */
                            idsHash: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            finishedAt: string | null;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            finishedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRunsController_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "recordings",
                     *           "days": 1,
                     *           "before": "2026-11-24T15:30:00Z",
                     *           "beforeLocal": "2026-11-24T09:30:00-06:00",
                     *           "due": 1,
                     *           "held": 1
                     *         }
                     *       ],
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                            /** @description How long it is kept. */
                            days: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            before: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            beforeLocal: string;
                            /** @description Records that a run would remove now. */
                            due: number;
                            /** @description As old, and kept because of a legal hold. */
                            held: number;
                        }[];
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    LegalHoldsController_list: {
        parameters: {
            query?: {
                /** @description Those that hold, or those of the past; both when absent. */
                state?: "open" | "released";
                /** @description Placed on this patient. */
                patientId?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "subject": {
                     *             "kind": "patient",
                     *             "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           },
                     *           "reason": "text",
                     *           "placedAt": "2026-11-24T15:30:00Z",
                     *           "placedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "placedBy": {
                     *             "kind": "agent",
                     *             "id": "text"
                     *           },
                     *           "releasedAt": "2026-11-24T15:30:00Z",
                     *           "releasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "releasedBy": {
                     *             "kind": "agent",
                     *             "id": "text"
                     *           },
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                            subject: {
                                /** @enum {string} */
                                kind: "patient";
                                /** Format: uuid */
                                patientId: string;
                            } | {
                                /** @enum {string} */
                                kind: "call";
                                callSid: string;
                            } | {
                                /** @enum {string} */
                                kind: "clinic";
                            };
                            reason: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            placedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            placedAtLocal: string;
                            placedBy: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                id: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            releasedAt: string | null;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            releasedAtLocal: string | null;
                            releasedBy: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                id: string;
                            } | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    LegalHoldsController_place: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "kind": "patient",
                 *         "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                 *       },
                 *       "reason": "text"
                 *     }
                 */
                "application/json": {
                    /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                    subject: {
                        /** @enum {string} */
                        kind: "patient";
                        /** Format: uuid */
                        patientId: string;
                    } | {
                        /** @enum {string} */
                        kind: "call";
                        callSid: string;
                    } | {
                        /** @enum {string} */
                        kind: "clinic";
                    };
                    /** @description For people of the clinic. It is sealed, since it may name somebody. */
                    reason: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "subject": {
                     *         "kind": "patient",
                     *         "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       },
                     *       "reason": "text",
                     *       "placedAt": "2026-11-24T15:30:00Z",
                     *       "placedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "placedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "releasedAt": "2026-11-24T15:30:00Z",
                     *       "releasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "releasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                        subject: {
                            /** @enum {string} */
                            kind: "patient";
                            /** Format: uuid */
                            patientId: string;
                        } | {
                            /** @enum {string} */
                            kind: "call";
                            callSid: string;
                        } | {
                            /** @enum {string} */
                            kind: "clinic";
                        };
                        reason: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        placedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        placedAtLocal: string;
                        placedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        releasedAt: string | null;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        releasedAtLocal: string | null;
                        releasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        } | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    LegalHoldsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "subject": {
                     *         "kind": "patient",
                     *         "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       },
                     *       "reason": "text",
                     *       "placedAt": "2026-11-24T15:30:00Z",
                     *       "placedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "placedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "releasedAt": "2026-11-24T15:30:00Z",
                     *       "releasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "releasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                        subject: {
                            /** @enum {string} */
                            kind: "patient";
                            /** Format: uuid */
                            patientId: string;
                        } | {
                            /** @enum {string} */
                            kind: "call";
                            callSid: string;
                        } | {
                            /** @enum {string} */
                            kind: "clinic";
                        };
                        reason: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        placedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        placedAtLocal: string;
                        placedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        releasedAt: string | null;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        releasedAtLocal: string | null;
                        releasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        } | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    LegalHoldsController_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "subject": {
                     *         "kind": "patient",
                     *         "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       },
                     *       "reason": "text",
                     *       "placedAt": "2026-11-24T15:30:00Z",
                     *       "placedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "placedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "releasedAt": "2026-11-24T15:30:00Z",
                     *       "releasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "releasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                        subject: {
                            /** @enum {string} */
                            kind: "patient";
                            /** Format: uuid */
                            patientId: string;
                        } | {
                            /** @enum {string} */
                            kind: "call";
                            callSid: string;
                        } | {
                            /** @enum {string} */
                            kind: "clinic";
                        };
                        reason: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        placedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        placedAtLocal: string;
                        placedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        releasedAt: string | null;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        releasedAtLocal: string | null;
                        releasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        } | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    ErasuresController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "erasedAt": "2026-11-24T15:30:00Z",
                     *       "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "erasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "reason": "asked_by_patient",
                     *       "removed": {
                     *         "patients": 1,
                     *         "texts": 3
                     *       },
                     *       "recordingsLeft": 1,
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        erasedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        erasedAtLocal: string;
                        erasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            /** @description Of a key, of an account, or the name of a part of the product. */
                            id: string;
                        };
                        /** @enum {string} */
                        reason: "asked_by_patient" | "asked_by_representative" | "ordered" | "other";
                        /**
                         * @description How many rows were removed or overwritten, by what keeps them.
                         * @example {
                         *       "patients": 1,
                         *       "texts": 3
                         *     }
                         */
                        removed: {
                            [key: string]: number;
                        };
                        /** @description Recordings that the carrier has not deleted yet. It is asked again every day until there are none. */
                        recordingsLeft: number;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    ErasuresController_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "asked_by_patient"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    reason: "asked_by_patient" | "asked_by_representative" | "ordered" | "other";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "erasedAt": "2026-11-24T15:30:00Z",
                     *       "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "erasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "reason": "asked_by_patient",
                     *       "removed": {
                     *         "patients": 1,
                     *         "texts": 3
                     *       },
                     *       "recordingsLeft": 1,
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        erasedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        erasedAtLocal: string;
                        erasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            /** @description Of a key, of an account, or the name of a part of the product. */
                            id: string;
                        };
                        /** @enum {string} */
                        reason: "asked_by_patient" | "asked_by_representative" | "ordered" | "other";
                        /**
                         * @description How many rows were removed or overwritten, by what keeps them.
                         * @example {
                         *       "patients": 1,
                         *       "texts": 3
                         *     }
                         */
                        removed: {
                            [key: string]: number;
                        };
                        /** @description Recordings that the carrier has not deleted yet. It is asked again every day until there are none. */
                        recordingsLeft: number;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    PatientExportController_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/zip": string;
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 1,
                     *           "status": "draft",
                     *           "note": "text",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "publishedAt": "2026-11-24T15:30:00Z"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description Counts from 1 within the clinic. */
                            version: number;
                            /** @enum {string} */
                            status: "draft" | "published" | "retired" | "discarded";
                            note: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            publishedAt: string | null;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_draft: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description The version to begin with, such as an older one to go back to; the published one when absent. */
                    from?: number;
                    /**
                     * @description What is to differ, in the shape of the `settings` of the answer, as a JSON merge patch (RFC 7396): objects are merged, lists are replaced, null puts back the default.
                     * @default {}
                     */
                    settings?: {
                        [key: string]: unknown;
                    };
                    /** @default null */
                    note?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        publishedAt: string | null;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        publishedAt: string | null;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /**
                     * @description What is to differ, in the shape of the `settings` of the answer, as a JSON merge patch (RFC 7396): objects are merged, lists are replaced, null puts back the default.
                     * @default {}
                     */
                    settings?: {
                        [key: string]: unknown;
                    };
                    /** @description Stays as it is when absent. */
                    note?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        publishedAt: string | null;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_compare: {
        parameters: {
            query: {
                /** @description The other version. */
                with: number;
            };
            header?: never;
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "with": 1,
                     *       "differences": [
                     *         {
                     *           "path": "text",
                     *           "value": null,
                     *           "otherValue": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        version: number;
                        with: number;
                        differences: {
                            /** @description JSON pointer into the settings. */
                            path: string;
                            /** @description Of this version; null where there is none. */
                            value: unknown;
                            /** @description Of the version that it is compared with. */
                            otherValue: unknown;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_publish: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        publishedAt: string | null;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
}
