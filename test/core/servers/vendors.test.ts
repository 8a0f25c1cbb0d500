import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFacts } from '../../../src/core/facts.ts';
import { servers } from '../../../src/core/servers/index.ts';
import { exchange, now } from '../../check.ts';

/** What a request of a row carries, by the row's fourth column. */
const sends: Readonly<Record<string, string>> = {
  none: '',
  bearer: 'Authorization: Bearer 3f9c2ab8d7e64f1a9b0c',
  basic: 'Authorization: Basic YWxpY2U6d3Jvbmc=',
  bare: 'Authorization: 3f9c2ab8d7e64f1a9b0c',
  signed: 'Authorization: Signature version="1",keyId="a/b/c",algorithm="rsa-sha256",signature="8a7d6f5e4c3b2a19"',
  cookie: 'Cookie: unifises=8a7d6f5e4c3b2a19aa',
  key: 'X-Api-Key: 8a7d6f5e4c3b2a19',
};

/** Server, cause, address, what is sent, status, body: one answer each, as the vendor documents it. */
const table = `
airtable|role-missing|api.airtable.com/v0/appx/things|bearer|403|{"error":{"type":"INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND","message":"Invalid permissions, or the requested model was not found."}}
asana|scope-missing|app.asana.com/api/1.0/tasks|bearer|403|{"errors":[{"message":"Forbidden: missing required scopes tasks:write"}]}
linear|scheme-mismatch|api.linear.app/graphql|bearer|400|{"errors":[{"message":"It looks like you're trying to use an API key as a Bearer token. Remove the Bearer prefix from the Authorization header."}]}
monday|role-missing|api.monday.com/v2|bare|200|{"error_message":"User unauthorized to perform action","error_code":"UserUnauthorizedException","status_code":403}
intercom|account-blocked|api.intercom.io/contacts|bearer|401|{"type":"error.list","errors":[{"code":"token_suspended","message":"Unauthorized token, suspended application"}]}
square|token-revoked|connect.squareup.com/v2/locations|bearer|401|{"errors":[{"category":"AUTHENTICATION_ERROR","code":"ACCESS_TOKEN_REVOKED","detail":"The access token has been revoked."}]}
xero|not-owner|api.xero.com/api.xro/2.0/Organisation|bearer|403|{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}
zoom|scope-missing|api.zoom.us/v2/users|bearer|400|{"code":4711,"message":"Invalid access token, does not contain scopes:[user:read:list_users:admin]."}
hetzner-cloud|scope-missing|api.hetzner.cloud/v1/servers|bearer|403|{"error":{"code":"token_readonly","message":"token is only allowed to perform GET requests"}}
heroku|step-up-required|api.heroku.com/apps|basic|403|{"id":"two_factor","message":"A second authentication factor or pre-authorization is required for your account."}
aliyun|clock-skew|ecs.aliyuncs.com/|key|400|{"Code":"InvalidTimeStamp.Expired","Message":"Specified time stamp or date value is expired."}
aliyun|role-missing|ecs.aliyuncs.com/|key|403|{"Code":"Forbidden.RAM","Message":"User not authorized to operate on the specified resource, or this API doesn't support RAM."}
oracle-oci|role-missing|identity.us-ashburn-1.oraclecloud.com/20160918/users|signed|404|{"code":"NotAuthorizedOrNotFound","message":"Authorization failed or requested resource not found."}
snowflake|network-blocked|acme.snowflakecomputing.com/api/v2/statements|bearer|401|{"code":"390422","message":"Incoming request with IP/Token 203.0.113.5 is not allowed to access Snowflake."}
databricks|network-blocked|adb-1.1.azuredatabricks.net/api/2.0/clusters/list|bearer|403|{"error_code":"403","message":"Source IP address: 203.0.113.5 is blocked by Databricks IP ACL for workspace: 1"}
rubygems|scope-missing|rubygems.org/api/v1/gems|bare|403|This API key cannot perform the specified action on this gem.
strava|scope-missing|www.strava.com/api/v3/athlete/activities|bearer|401|{"message":"Authorization Error","errors":[{"resource":"AccessToken","field":"activity:read_permission","code":"missing"}]}
power-bi|role-missing|api.powerbi.com/v1.0/myorg/groups|bearer|401|{"error":{"code":"PowerBINotAuthorizedException"}}
azure-devops|token-expired|dev.azure.com/acme/_apis/projects|basic|401|{"message":"Access Denied: The Personal Access Token used has expired."}
azure-devops|role-missing|dev.azure.com/acme/_apis/projects|basic|401|{"message":"TF400813: The user 'jane' is not authorized to access this resource."}
amazon-sp-api|role-missing|sellingpartnerapi-eu.amazon.com/orders/v0/orders|bearer|403|{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
google-maps|origin-not-allowed|maps.googleapis.com/maps/api/geocode/json|key|200|{"error_message":"API keys with referer restrictions cannot be used with this API.","status":"REQUEST_DENIED"}
google-gemini|network-blocked|generativelanguage.googleapis.com/v1beta/models|key|400|{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}
google-ads|role-missing|googleads.googleapis.com/v20/customers/1/googleAds:search|bearer|403|{"error":{"code":403,"message":"User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's customer id must be set in the 'login-customer-id' header.","status":"PERMISSION_DENIED"}}
algolia|scope-missing|x-dsn.algolia.net/1/indexes/a|key|403|{"message":"Index not allowed with this API key","status":403}
contentful|sso-authorization-required|api.contentful.com/spaces/a|bearer|403|{"sys":{"type":"Error","id":"OrganizationAccessGrantRequired"},"message":"Access grant required"}
strapi|account-blocked|cms.example.test/api/auth/local|none|400|{"data":null,"error":{"status":400,"name":"UnauthorizedError","message":"Your account has been blocked by an administrator"}}
terraform-cloud|token-invalid|app.terraform.io/api/v2/organizations|bearer|401|{"errors":[{"status":"401","title":"unauthorized"}]}
fitbit|service-not-enabled|api.fitbit.com/1/user/-/profile.json|bearer|403|{"errors":[{"errorType":"insufficient_permissions","message":"API client is not authorized by Fitbit to access the resource requested."}]}
tesla|route-mismatch|fleet-api.prd.na.vn.cloud.tesla.com/api/1/vehicles|bearer|421|{"error":"user out of region, use base URL: https://fleet-api.prd.eu.vn.cloud.tesla.com"}
steam|credentials-missing|api.steampowered.com/ISteamUser/GetPlayerSummaries/v2|none|403|<html><head><title>Forbidden</title></head><body><h1>Forbidden</h1>Access is denied. Retrying will not help. Please verify your <pre>key=</pre> parameter.</body></html>
ebay|scope-missing|api.ebay.com/sell/inventory/v1/location|bearer|403|{"errors":[{"errorId":1100,"domain":"ACCESS","message":"Access denied","longMessage":"Insufficient permissions to fulfill the request."}]}
ory-oathkeeper|upstream-auth-failed|proxy.example.test/things|basic|401|{"error":{"code":401,"status":"Unauthorized","message":"oauth2: cannot fetch token: 404 Not Found"}}
wso2-apim|service-not-enabled|gw.example.test/pizza/1.0/menu|bearer|403|{"code":"900908","message":"Resource forbidden ","description":"Access failure for API: /pizza/1.0"}
logto|role-missing|auth.example.test/api/users|bearer|403|{"message":"Forbidden. Please check your user roles and permissions.","code":"auth.forbidden"}
jumpcloud|api-key-invalid|console.jumpcloud.com/api/v2/users|key|401|{"error":"Unauthorized","message":"Unauthorized: api key user not found"}
adyen|role-missing|pal-test.adyen.com/pal/servlet/Payment/v68/authorise|basic|403|{"status":403,"errorCode":"010","message":"Not allowed","errorType":"security"}
mollie|credentials-missing|api.mollie.com/v2/customers|none|401|{"status":401,"title":"Unauthorized Request","detail":"Missing authentication, or failed to authenticate"}
box|network-blocked|api.box.com/2.0/folders/0|bearer|403|{"type":"error","status":403,"code":"access_from_location_blocked","message":"You're attempting to log in to Box from a location that has not been approved by your admin."}
klaviyo|scope-missing|a.klaviyo.com/api/lists|bearer|403|{"errors":[{"status":403,"code":"permission_denied","title":"You do not have permission to perform this action."}]}
linode|scope-missing|api.linode.com/v4/linode/instances|bearer|401|{"errors":[{"reason":"Your OAuth token is not authorized to use this endpoint."}]}
circleci|credentials-missing|circleci.com/api/v2/me|none|401|{"message":"You must log in first."}
mailchimp|route-mismatch|us1.api.mailchimp.com/3.0/lists|basic|403|{"title":"Wrong Datacenter","status":403,"detail":"The API key provided is linked to a different data center"}
mailgun|api-key-invalid|api.mailgun.net/v3/mg.example.com/messages|basic|401|Forbidden
mastodon|token-wrong-type|mastodon.example/api/v1/accounts/verify_credentials|bearer|422|{"error":"This method requires an authenticated user"}
backblaze-b2|token-expired|api001.backblazeb2.com/b2api/v3/b2_list_buckets|bare|401|{"code":"expired_auth_token","message":"Authorization token has expired","status":401}
backblaze-b2|api-key-invalid|api.backblazeb2.com/b2api/v3/b2_authorize_account|basic|401|{"code":"unauthorized","message":"","status":401}
binance|request-signature-invalid|api.binance.com/api/v3/account|key|400|{"code":-1022,"msg":"Signature for this request is not valid."}
okx|network-blocked|www.okx.com/api/v5/account/balance|key|401|{"code":"50110","msg":"Your IP 203.0.113.5 is not included in your API key's IP whitelist."}
kraken|scope-missing|api.kraken.com/0/private/Balance|key|403|{"error":["EGeneral:Permission denied"]}
stack-exchange|rate-limited|api.stackexchange.com/2.3/users|none|400|{"error_id":502,"error_message":"too many requests from this IP, more requests available in 17524 seconds","error_name":"throttle_violation"}
flickr|request-signature-invalid|api.flickr.com/services/rest/|none|401|{"stat":"fail","code":96,"message":"Invalid signature"}
unifi|session-expired|unifi.example.test/api/s/default/stat/sta|cookie|401|{"meta":{"rc":"error","msg":"api.err.LoginRequired"},"data":[]}
zabbix|session-expired|zabbix.example.test/api_jsonrpc.php|none|401|{"jsonrpc":"2.0","error":{"code":-32602,"message":"Invalid params.","data":"Session terminated, re-login, please."},"id":1}
zoho|scope-missing|www.zohoapis.com/crm/v8/Leads|bearer|401|{"code":"OAUTH_SCOPE_MISMATCH","details":{},"message":"invalid oauth scope to access this URL","status":"error"}
atproto|token-expired|bsky.social/xrpc/app.bsky.feed.getTimeline|bearer|400|{"error":"ExpiredToken","message":"Token has expired"}
apollo|scope-missing|graph.example.test/|bearer|403|{"errors":[{"message":"Unauthorized field or type","path":["me"],"extensions":{"code":"UNAUTHORIZED_FIELD_OR_TYPE"}}]}
mercado-libre|policy-denied|api.mercadolibre.com/sites/MLB/search|bearer|403|{"code":"PA_UNAUTHORIZED_RESULT_FROM_POLICIES","message":"At least one policy returned UNAUTHORIZED.","status":403}
coinbase|step-up-required|api.coinbase.com/v2/accounts/a/transactions|bearer|402|{"errors":[{"id":"two_factor_required","message":"Two-step verification code required to complete this request"}]}
feishu|scope-missing|open.feishu.cn/open-apis/im/v1/chats|bearer|400|{"code":99991672,"msg":"Access denied. One of the following scopes is required: [im:chat:readonly]."}
dingtalk|token-invalid|oapi.dingtalk.com/user/get|bearer|400|{"code":"InvalidAuthentication","message":"不合法的access_token"}
baidu-ai|token-expired|aip.baidubce.com/rest/2.0/ocr/v1/general|none|401|{"error_code":111,"error_msg":"Access token expired"}
volcengine|api-key-invalid|open.volcengineapi.com/|key|401|{"ResponseMetadata":{"Error":{"Code":"InvalidAccessKey","Message":"The accesskey [AK] included in the request is invalid."}}}
huawei-cloud|token-expired|ecs.cn-north-4.myhuaweicloud.com/v1/x/cloudservers|key|401|{"error_msg":"Incorrect IAM authentication information: token expires, expires_at:2026-01-01","error_code":"APIGW.0301"}
vk|network-blocked|api.vk.com/method/users.get|none|401|{"error":{"error_code":5,"error_msg":"User authorization failed: access_token was given to another ip address."}}
kakao|network-blocked|kapi.kakao.com/v2/user/me|bearer|401|{"msg":"ip mismatched! callerIp=203.0.113.5. check out registered ips.","code":-401}
line|network-blocked|api.line.me/v2/bot/info|bearer|403|{"message":"Access to this API denied due to the following reason: your ip address [203.0.113.5] is not allowed to access this resource."}
magento|role-missing|shop.example.test/rest/V1/products|bearer|401|{"message":"The consumer isn't authorized to access %resources.","parameters":{"resources":"Magento_Catalog::products"}}
nextcloud|step-up-required|cloud.example.test/remote.php/dav/|basic|401|<?xml version="1.0"?><d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:exception>OCA\\DAV\\Connector\\Sabre\\Exception\\PasswordLoginForbidden</s:exception><s:message>Sabre\\DAV: PasswordLoginForbidden</s:message></d:error>
argo-cd|role-missing|cd.example.test/api/v1/projects|bearer|403|{"error":"permission denied: projects, get, default","code":7,"message":"permission denied: projects, get, default"}
influxdb|token-invalid|influx.example.test/api/v2/write|bearer|401|X-Influxdb-Version: 2.7.1;;{"code":"unauthorized","message":"unauthorized access"}
clerk|token-expired|app.example.test/api/me|bearer|401|X-Clerk-Auth-Reason: token-expired;;
stytch|client-invalid|api.stytch.com/v1/users|basic|401|{"status_code":401,"error_type":"unauthorized_credentials","error_message":"Unauthorized credentials."}
freshdesk|service-not-enabled|acme.freshdesk.com/api/v2/tickets|basic|403|{"code":"require_feature","message":"The Forums feature is not supported in your plan."}
clickup|role-missing|api.clickup.com/api/v2/team/1|bare|401|{"err":"Team(s) not authorized","ECODE":"OAUTH_027"}
pipedrive|scope-missing|acme.pipedrive.com/api/v1/deals|bearer|403|{"success":false,"error":"Scope and URL mismatch","errorCode":403}
calendly|token-revoked|api.calendly.com/users/me|bearer|401|{"title":"Unauthenticated","message":"The access token was revoked"}
scaleway|role-missing|api.scaleway.com/instance/v1/zones/fr-par-1/servers|key|403|{"type":"permissions_denied","message":"insufficient permissions","details":[{"resource":"compute_servers","action":"read"}]}
launchdarkly|role-missing|app.launchdarkly.com/api/v2/projects|bare|403|{"code":"forbidden","message":"Access to the requested resource was denied"}
maxmind|api-key-invalid|geoip.maxmind.com/geoip/v2.1/city/me|basic|401|{"code":"AUTHORIZATION_INVALID","error":"Your account ID or license key could not be authenticated."}
locationiq|service-not-enabled|us1.locationiq.com/v1/search|key|403|{"error":"Service not enabled"}
apilayer|api-key-invalid|api.currencylayer.com/live|key|401|{"success":false,"error":{"code":101,"type":"invalid_access_key","info":"You have not supplied a valid API Access Key."}}
deepl|route-mismatch|api.deepl.com/v2/translate|key|403|{"message":"Wrong endpoint. Use https://api-free.deepl.com"}
gocardless|token-revoked|api.gocardless.com/payments|bearer|401|{"error":{"message":"This access token has been revoked","errors":[{"reason":"access_token_revoked","message":"This access token has been revoked"}],"type":"invalid_api_usage","code":401}}
webex|scope-missing|webexapis.com/v1/people|bearer|403|{"message":"The request is missing required scopes."}
home-assistant|credentials-missing|ha.example.test/api/states|none|401|401: Unauthorized
`;

for (const line of table.trim().split('\n')) {
  const [id = '', cause = '', address = '', key = '', status = '', ...rest] = line.split('|');
  const [headers, body] = rest.join('|').split(';;').length === 2 ? rest.join('|').split(';;') : ['', rest.join('|')];
  test(`${id}: ${cause} of ${(body || headers || '').slice(0, 60)}`, () => {
    const wire = [`GET https://${address}`, ...[sends[key] ?? ''].filter((it) => it !== ''), '', status];
    if (headers) wire.push(headers);
    const facts = readFacts(exchange([...wire, '', body ?? ''].join('\n')), now * 1000);
    assert.ok(
      facts.servers.some((it) => it.id === id),
      `recognized ${facts.servers.map((it) => it.id).join(', ') || 'nobody'}`,
    );
    const first = facts.signs.find((it) => it.server?.id === id);
    assert.equal(first?.cause, cause);
    assert.match(first?.sign.source ?? '', /^https:\/\//);
  });
}

test('every sign of these names the page that documents it', () => {
  const ids = new Set(
    table
      .trim()
      .split('\n')
      .map((it) => it.slice(0, it.indexOf('|'))),
  );
  for (const { id, signs } of servers.filter((it) => ids.has(it.id)))
    for (const it of signs) assert.match(it.source ?? '', /^https:\/\//, id);
});
