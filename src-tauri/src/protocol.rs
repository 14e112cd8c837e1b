//! `evidence://localhost/<sha256>` shows a picture of the vault, `?thumb` a small one, `?still`
//! one that does not move; `offer-<token>` a small one of what is offered. A page never learns a
//! path.

use app::{FileBytes, Library};
use model::Sha256Hex;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};

use crate::offers::Offers;
use crate::shell::Shell;

/// The longer side of a thumbnail, in pixels of a screen with twice the usual density.
const THUMBNAIL_PX: u32 = 480;

/// What may be shown as a picture. Anything else of the vault, HTML and SVG above all, would
/// be read as a page of the app.
const SHOWN: [&str; 5] = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp"];

#[allow(clippy::needless_pass_by_value, reason = "the signature is Tauri's")]
pub(crate) fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let picture = match shell.library().await {
            Ok(library) => picture(&library, &app.state::<Offers>(), &request).await,
            Err(_) => Err(StatusCode::SERVICE_UNAVAILABLE),
        };
        responder.respond(response(picture));
    });
}

async fn picture(
    library: &Library,
    offers: &Offers,
    request: &Request<Vec<u8>>,
) -> Result<FileBytes, StatusCode> {
    let name = request.uri().path().trim_start_matches('/');
    if let Some(token) = name.strip_prefix("offer-") {
        let path = token.parse().ok().and_then(|token| offers.path(token));
        let path = path.ok_or(StatusCode::NOT_FOUND)?;
        let preview = library.preview(path, THUMBNAIL_PX).await;
        return preview.ok().flatten().ok_or(StatusCode::NOT_FOUND);
    }
    let sha256 = Sha256Hex::new(name).ok_or(StatusCode::BAD_REQUEST)?;
    if request.uri().query().is_some_and(|query| query.starts_with("thumb")) {
        let thumbnail = library.thumbnail(sha256, THUMBNAIL_PX).await;
        return thumbnail.ok().flatten().ok_or(StatusCode::NOT_FOUND);
    }
    let still = request.uri().query().is_some_and(|query| query.starts_with("still"));
    if still {
        return library.still_picture(sha256).await.map_err(|_| StatusCode::NOT_FOUND);
    }
    let original = library.picture(sha256).await.map_err(|_| StatusCode::NOT_FOUND)?;
    if SHOWN.contains(&original.media_type.as_str()) {
        Ok(original)
    } else {
        Err(StatusCode::UNSUPPORTED_MEDIA_TYPE)
    }
}

fn response(picture: Result<FileBytes, StatusCode>) -> Response<Vec<u8>> {
    let (status, bytes, media_type) = match picture {
        Ok(file) => (StatusCode::OK, file.bytes, file.media_type),
        Err(status) => (status, vec![], "text/plain".to_owned()),
    };
    // What is not there today may be there tomorrow.
    let caching =
        if status == StatusCode::OK { "private, max-age=31536000, immutable" } else { "no-store" };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, caching)
        .body(bytes)
        .unwrap_or_default()
}
